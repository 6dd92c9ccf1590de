#include "omnitrack/iot/thing.hpp"

#include "../imported.hpp"
#include <omnitrack/cfn/iot.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a thing that is made elsewhere is made of.
struct ImportedThingProps {
  using Makes = Thing;
  Id id;
  Value<std::string> name;
};

IotPolicy::IotPolicy(Attach at, const IotPolicyProps& props)
    : Construct(std::move(at)),
      document_(props.document),
      resource_(add(cfn::iot::PolicyProps{
          .id = primary(),
          .policy_document = document_.json(),
          .policy_name = props.name,
      })) {}

void IotPolicy::finish() { resource_.props.policy_document = document_.json(); }

void IotPolicy::attach_to(const Id& id, const Value<std::string>& certificate_arn) {
  add(cfn::iot::PolicyPrincipalAttachmentProps{
      .id = id, .policy_name = name(), .principal = certificate_arn});
}

Value<std::string> IotPolicy::name() const { return resource_.ref(); }

Value<std::string> IotPolicy::arn() const { return resource_.attr_arn(); }

Thing::Thing(Attach at, const ThingProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::iot::ThingProps{.id = primary(), .thing_name = props.name})),
      name_(resource_->ref()) {
  if (!props.attributes.is_set()) return;
  resource_->props.attribute_payload =
      cfn::iot::thing::AttributePayload{.attributes = props.attributes};
}

Thing::Thing(Attach at, const ImportedThingProps& props)
    : Construct(std::move(at)), name_(props.name) {}

Thing& Thing::from_name(Construct& scope, const Id& id, const Value<std::string>& name) {
  return scope.add(ImportedThingProps{.id = id, .name = name});
}

void Thing::attach_certificate(const Id& id, const Value<std::string>& certificate_arn) {
  add(cfn::iot::ThingPrincipalAttachmentProps{
      .id = id, .principal = certificate_arn, .thing_name = name_});
}

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html
void Thing::grant_read_shadow(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"iot:GetThingShadow"}, .resources = {arn()}});
}

void Thing::grant_write_shadow(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"iot:UpdateThingShadow"}, .resources = {arn()}});
}

Value<std::string> Thing::arn() const {
  return resource_ != nullptr ? resource_->attr_arn() : stack().arn("iot", concat("thing/", name_));
}

cfn::iot::Thing& Thing::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::iot::ThingProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
