#pragma once

#include <omnitrack/iam/policy.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ec2 {
class KeyPair;  // defined in <omnitrack/cfn/ec2.hpp>
}

namespace omnitrack {

class KeyPair;

/// What kind of keys a key pair has.
enum class KeyPairType : std::uint8_t {
  ed25519,
  rsa,  ///< which Windows needs
};

/// How the private key is kept.
enum class KeyPairFormat : std::uint8_t {
  pem,
  ppk,  ///< for PuTTY
};

/// Properties of a key pair.
struct KeyPairProps {
  using Makes = KeyPair;
  Id id;
  /// The name, unique in the region: 255 ASCII characters at most.
  Required<Value<std::string>, struct required_key_name> key_name;
  /// How the private key is kept that EC2 makes.
  KeyPairFormat key_format = KeyPairFormat::pem;
  /// What kind of keys EC2 makes.
  KeyPairType key_type = KeyPairType::ed25519;
  /// A public key of one's own; EC2 makes a pair, and keeps the private key as an encrypted
  /// parameter of Systems Manager, where it is left out.
  Value<std::string> public_key_material = {};
  /// What happens to the key pair when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
};

/// A key by which SSH lets somebody into instances; sessions of Systems Manager need none:
/// AWS::EC2::KeyPair.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-key-pairs.html
class KeyPair final : public Construct {
 public:
  KeyPair(Attach at, const KeyPairProps& props);
  KeyPair(Attach at, const struct ImportedKeyPairProps& props);

  /// A key pair that is made elsewhere.
  static KeyPair& from_name(Construct& scope, const Id& id, const Value<std::string>& name);

  /// Allows to read the private key that EC2 made; an error of a public key of one's own.
  void grant_read_private_key(Grantee& grantee) const;

  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The name of the parameter that keeps the private key; an error where there is none.
  [[nodiscard]] Value<std::string> private_key_parameter_name() const;
  /// The key pair's own resource; an error where the key pair is made elsewhere.
  [[nodiscard]] cfn::ec2::KeyPair& resource();

 private:
  cfn::ec2::KeyPair* resource_ = nullptr;  // null where the key pair is made elsewhere
  Value<std::string> name_;
  bool has_private_key_ = false;
};

}  // namespace omnitrack
