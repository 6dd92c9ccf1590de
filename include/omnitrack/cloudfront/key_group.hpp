#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::cloudfront {
class KeyGroup;   // defined in <omnitrack/cfn/cloudfront.hpp>
class PublicKey;  // defined in <omnitrack/cfn/cloudfront.hpp>
enum class KeyGroupId : char;
}  // namespace omnitrack::cfn::cloudfront

namespace omnitrack {

class PublicKey;

/// Properties of a public key.
struct PublicKeyProps {
  using Makes = PublicKey;
  Id id;
  /// The key in PEM: RSA with 2,048 bits, or ECDSA with 256. A change replaces it.
  Required<Value<std::string>, struct required_encoded_key> encoded_key;
  /// What it is for.
  Value<std::string> comment = {};
  /// The name, unique in the account; made of the path and the region where it is left out.
  Value<std::string> name = {};
};

/// A key by which signatures are checked: AWS::CloudFront::PublicKey.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html
class PublicKey final : public Construct {
 public:
  PublicKey(Attach at, const PublicKeyProps& props);
  PublicKey(Attach at, const struct ImportedPublicKeyProps& props);

  /// A public key that is made elsewhere.
  static PublicKey& from_id(Construct& scope, const Id& id, const Value<std::string>& key_id);

  /// The id, which signed URLs name.
  [[nodiscard]] const Value<std::string>& key_id() const { return id_; }
  /// The key's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::cloudfront::PublicKey& resource();

 private:
  cfn::cloudfront::PublicKey* resource_ = nullptr;  // null where it is made elsewhere
  Value<std::string> id_;
};

class KeyGroup;

/// Properties of a key group.
struct KeyGroupProps {
  using Makes = KeyGroup;
  Id id;
  /// The keys, 5 at most.
  Required<Items<Link<const PublicKey>>, struct required_keys> keys;
  /// What it is for.
  Value<std::string> comment = {};
  /// The name, unique in the account; made of the path and the region where it is left out.
  Value<std::string> name = {};
};

/// The keys by which signed URLs and cookies are checked: AWS::CloudFront::KeyGroup.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html
class KeyGroup final : public Construct {
 public:
  KeyGroup(Attach at, const KeyGroupProps& props);
  KeyGroup(Attach at, const struct ImportedKeyGroupProps& props);

  /// A key group that is made elsewhere.
  static KeyGroup& from_id(Construct& scope, const Id& id,
                           const Value<cfn::cloudfront::KeyGroupId>& key_group_id);

  /// The id.
  [[nodiscard]] const Value<cfn::cloudfront::KeyGroupId>& key_group_id() const { return id_; }
  /// The group's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::cloudfront::KeyGroup& resource();

 private:
  cfn::cloudfront::KeyGroup* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::cloudfront::KeyGroupId> id_;
};

}  // namespace omnitrack
