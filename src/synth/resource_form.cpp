#include "synth/resource_form.hpp"

#include <algorithm>
#include <vector>

#include "core/tree.hpp"

namespace omnitrack::synth {

namespace {

std::string_view policy_text(RemovalPolicy policy) {
  switch (policy) {
    case RemovalPolicy::destroy:
      return "Delete";
    case RemovalPolicy::retain:
      return "Retain";
    case RemovalPolicy::retain_except_on_create:
      return "RetainExceptOnCreate";
    case RemovalPolicy::snapshot:
      return "Snapshot";
    case RemovalPolicy::unspecified:
      break;
  }
  return {};
}

// UpdateReplacePolicy takes Delete, Retain and Snapshot only.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatereplacepolicy.html
std::string_view replace_policy_text(RemovalPolicy policy) {
  return policy_text(policy == RemovalPolicy::retain_except_on_create ? RemovalPolicy::retain
                                                                      : policy);
}

Node static_text(std::string_view text) {
  Node node(NodeKind::string, static_cast<std::uint32_t>(text.size()));
  node.text = text.data();
  return node;
}

}  // namespace

ResourceAttributes::ResourceAttributes(const Resource& resource) {
  const ResourceState* state = TreeAccess::resource_state(resource);
  if (state == nullptr) return;
  if (state->condition != nullptr) set("Condition", detail::make_logical_id(*state->condition));
  set("CreationPolicy", state->creation_policy);
  set("UpdatePolicy", state->update_policy);
  if (state->has_removal_policy) {
    set("DeletionPolicy", static_text(policy_text(state->removal_policy)));
    set("UpdateReplacePolicy", static_text(replace_policy_text(state->removal_policy)));
  }
  set("Metadata", state->metadata);
}

void ResourceAttributes::set(std::string_view key, const Node& value) {
  if (value.is_set()) fields_[count_++] = {key, value};
}

Node resource_form(const Resource& resource) {
  const TypeInfo& type = resource.type_info();
  std::vector<Field> form{{"Type", detail::make_string(type.name)}};
  const ResourceAttributes attributes(resource);
  form.insert(form.end(), attributes.fields().begin(), attributes.fields().end());
  const Node properties = detail::make_struct(type.properties, resource.properties());
  if (properties.size > 0) form.push_back({"Properties", properties});
  return detail::make_object(form.data(), form.size());
}

std::string_view written_type(const Resource& resource) {
  const ResourceState* state = TreeAccess::resource_state(resource);
  if (state == nullptr || !state->overridden.is_set()) return resource.type_info().name;
  const Node& whole = state->overridden;
  return std::find_if(whole.fields, whole.fields + whole.size,
                      [](const Field& field) { return field.key == "Type"; })
      ->value.string();
}

}  // namespace omnitrack::synth
