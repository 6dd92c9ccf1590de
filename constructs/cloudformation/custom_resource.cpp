#include "omnitrack/cloudformation/custom_resource.hpp"

#include <string>

#include <omnitrack/codes.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

namespace {

Map<Json> given_to_provider(const CustomResourceProps& props) {
  Map<Json> given;
  given.set("ServiceToken", Json(props.provider.token()));
  if (props.timeout.is_set()) given.set("ServiceTimeout", Json(props.timeout.value()));
  given.set_all(props.properties);
  return given;
}

bool is_taken(std::string_view name) { return name == "ServiceToken" || name == "ServiceTimeout"; }

}  // namespace

CustomResourceProvider::CustomResourceProvider(const Function& function)
    : token_(function.arn()), construct_(&function) {}

CustomResource::CustomResource(Attach at, const CustomResourceProps& props)
    : Construct(std::move(at)),
      resource_(add(UntypedResourceProps{
          .id = primary(),
          .type = props.type.is_text() ? props.type.text()
                                       : std::string_view("AWS::CloudFormation::CustomResource"),
          .properties = given_to_provider(props),
      })) {
  if (props.type.is_broken() || !props.type.is_text()) {
    error(codes::OT3641,
          "'" + std::string(props.type.text()) + "' is not a type for a custom resource",
          "begin it with 'Custom::', then 1 to 60 letters, digits, '_', '-' and '@'");
  }
  if (props.timeout.is_broken()) {
    error(codes::OT3642,
          "timeout is " + std::to_string(props.timeout.number()) + ", which is out of bounds",
          "it is 1 to 3600 seconds");
  }
  const Node& properties = props.properties.node();
  for (std::uint32_t i = 0; i < properties.size; ++i) {
    if (!is_taken(properties.fields[i].key)) continue;
    error(codes::OT3643,
          "the property '" + std::string(properties.fields[i].key) + "' is CloudFormation's own",
          "set `provider` and `timeout`");
  }
  resource_.set_removal_policy(props.removal_policy);
  // The function must be able to act, and stay so until the resource is deleted.
  if (props.provider.construct() != nullptr) resource_.depends_on(*props.provider.construct());
}

Value<std::string> CustomResource::attribute(std::string_view name) const {
  return resource_.attribute(name);
}

Value<std::string> CustomResource::ref() const { return resource_.ref(); }

void CustomResource::set_property(std::string_view name, const Json& value) {
  resource_.set(name, value);
}

}  // namespace omnitrack
