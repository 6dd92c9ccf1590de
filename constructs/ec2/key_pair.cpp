#include "omnitrack/ec2/key_pair.hpp"

#include "../imported.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a key pair that is made elsewhere is made of.
struct ImportedKeyPairProps {
  using Makes = KeyPair;
  Id id;
  Value<std::string> name;
};

KeyPair::KeyPair(Attach at, const KeyPairProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::ec2::KeyPairProps{
          .id = primary(),
          .key_name = props.key_name,
          .public_key_material = props.public_key_material,
      })),
      name_(resource_->ref()),
      has_private_key_(!props.public_key_material.is_set()) {
  resource_->set_removal_policy(props.removal_policy);
  if (!has_private_key_) return;
  using Made = cfn::ec2::KeyPairProps;
  resource_->props.key_format =
      props.key_format == KeyPairFormat::pem ? Made::KeyFormat::pem : Made::KeyFormat::ppk;
  resource_->props.key_type =
      props.key_type == KeyPairType::rsa ? Made::KeyType::rsa : Made::KeyType::ed25519;
}

KeyPair::KeyPair(Attach at, const ImportedKeyPairProps& props)
    : Construct(std::move(at)), name_(props.name) {}

KeyPair& KeyPair::from_name(Construct& scope, const Id& id, const Value<std::string>& name) {
  return scope.add(ImportedKeyPairProps{.id = id, .name = name});
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-keypair.html
Value<std::string> KeyPair::private_key_parameter_name() const {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "private_key_parameter_name()");
    return {};
  }
  if (!has_private_key_) {
    error(codes::OT3913, "EC2 has no private key of this key pair",
          "leave `public_key_material` out, and EC2 makes a pair");
  }
  return concat("/ec2/keypair/", resource_->attr_key_pair_id());
}

void KeyPair::grant_read_private_key(Grantee& grantee) const {
  const Value<std::string> name = private_key_parameter_name();
  if (!name.is_set()) return;
  grantee.add_to_policy({.actions = {"ssm:GetParameter"},
                         .resources = {stack().arn("ssm", concat("parameter", name))}});
}

cfn::ec2::KeyPair& KeyPair::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::ec2::KeyPairProps{.id = primary(), .key_name = name_});
  }
  return *resource_;
}

}  // namespace omnitrack
