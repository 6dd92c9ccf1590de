#include "import/custom_resources.hpp"

#include <algorithm>

#include "import/construct_props.hpp"
#include "omnitrack/cloudformation/custom_resource.hpp"

namespace omnitrack::importing {

namespace {

constexpr std::string_view plain_type = "AWS::CloudFormation::CustomResource";
constexpr std::string_view provider_key = "ServiceToken";
constexpr std::string_view timeout_key = "ServiceTimeout";
constexpr std::int64_t longest_wait = 3600;

}  // namespace

bool is_custom_type(std::string_view type) { return detail::CustomResourceTypeRule::fits(type); }

bool is_custom_resource(const tmpl::ResourceEntry& resource, const Element* /*linked*/) {
  const tmpl::Node* properties = resource.properties;
  if (properties == nullptr || !properties->is(tmpl::Kind::map) || properties->is_call()) {
    return false;
  }
  const tmpl::Node* provider = properties->find(provider_key);
  const tmpl::Node* timeout = properties->find(timeout_key);
  return provider != nullptr && (is_some_text(provider) || is_later(*provider)) &&
         (timeout == nullptr || is_later(*timeout) || is_number(*timeout, 1, longest_wait));
}

Code custom_resource_props(const Element& element, Plan& /*plan*/, Values& values,
                           Comments& comments) {
  const tmpl::Node& properties = *element.resource->properties;
  ConstructProps props(element, values, comments);
  props.take_comments(provider_key);
  const MemberNames provider{
      .text = provider_key, .name = "provider", .type = text_type, .enumerators = {}};
  props.add(".provider = ", props.checked_text(*properties.find(provider_key), provider));
  std::vector<Code> given;
  for (const tmpl::Member& each : properties.members()) {
    if (each.key() == provider_key || each.key() == timeout_key) continue;
    given.push_back(values.json_entry(each));
  }
  if (!given.empty()) props.add(".properties = ", braces({}, std::move(given)));
  props.removal_policy();
  if (const tmpl::Node* timeout = properties.find(timeout_key)) {
    const MemberNames names{
        .text = timeout_key, .name = "timeout", .type = integer_type, .enumerators = {}};
    props.take_comments(timeout_key);
    props.add(".timeout = ", values.forced_property(*timeout, names));
  }
  if (element.resource->type_name != plain_type) {
    props.add(".type = ", text_literal(element.resource->type_name));
  }
  return props.take("CustomResourceProps");
}

}  // namespace omnitrack::importing
