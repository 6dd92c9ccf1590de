#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::iam {
class AccessKey;  // defined in <omnitrack/cfn/iam.hpp>
}

namespace omnitrack {

class AccessKey;
class Secret;
class User;

/// Properties of an access key.
struct AccessKeyProps {
  using Makes = AccessKey;
  Id id;
  /// The user who acts by it.
  Required<Link<const User>, struct required_user> user;
  /// Whether it can be used.
  Bool active = true;
  /// The key that the secret is encrypted with; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// What happens to the secret when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// A number that is raised to replace the key by a new one; it cannot be lowered.
  Value<std::int64_t> serial = {};
};

/// The credentials of a user for the API: AWS::IAM::AccessKey and, with its secret part,
/// AWS::SecretsManager::Secret, so that no output shows it. The secret is the JSON object
/// `{"AccessKeyId":"…","SecretAccessKey":"…"}`.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
class AccessKey final : public Construct {
 public:
  AccessKey(Attach at, const AccessKeyProps& props);

  /// Allows to read the secret.
  void grant_read(Grantee& grantee) const;

  /// The id of the access key, which is no secret.
  [[nodiscard]] Value<std::string> access_key_id() const;
  /// The secret with both parts.
  [[nodiscard]] Secret& secret() { return *secret_; }
  /// The access key's own resource.
  [[nodiscard]] cfn::iam::AccessKey& resource() { return resource_; }

 private:
  cfn::iam::AccessKey& resource_;
  Secret* secret_;
};

}  // namespace omnitrack
