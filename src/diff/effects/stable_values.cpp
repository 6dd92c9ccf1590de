#include "diff/effects/stable_values.hpp"

#include <algorithm>

#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

/// Whether a change touches a property, or something in it.
bool touches(const Change& change, std::string_view property) {
  std::string_view path = change.path;
  constexpr std::string_view prefix = "/Properties/";
  if (!path.starts_with(prefix)) return false;
  path.remove_prefix(prefix.size());
  return path.starts_with(property) &&
         (path.size() == property.size() || path[property.size()] == '/');
}

/// Whether a value is there in every deployment: without it, a new resource has another name.
bool is_always_there(const tmpl::Node& value) {
  if (meaning::is_no_value(value)) return false;
  if (!value.calls(tmpl::Function::if_)) return true;
  return std::ranges::all_of(value.argument().items(), is_always_there);
}

bool is_stable_property(const ResourceChange& change, std::string_view name) {
  if (!change.after->type) return false;
  const auto property = change.after->type->shape().find(name);
  if (!property || property->is_read_only()) return false;
  const tmpl::Node* value = meaning::find_value(change.after->properties, name);
  if (value == nullptr || !is_always_there(*value)) return false;
  return std::ranges::none_of(change.changes,
                              [&](const Change& each) { return touches(each, name); });
}

/// Whether all properties that a pattern such as `arn:${Partition}:s3:::${BucketName}` names stay.
bool is_stable_pattern(const ResourceChange& change, std::string_view pattern) {
  bool names_any = false;
  for (std::size_t at = pattern.find("${"); at != std::string_view::npos;
       at = pattern.find("${", at)) {
    const std::size_t end = pattern.find('}', at);
    if (end == std::string_view::npos) return false;
    const std::string_view name = pattern.substr(at + 2, end - at - 2);
    at = end;
    if (name == "Partition" || name == "Region" || name == "Account") continue;
    if (!is_stable_property(change, name)) return false;
    names_any = true;
  }
  return names_any;
}

bool is_stable_ref(const ResourceChange& change) {
  const schema::ResourceType type = *change.after->type;
  for (std::uint32_t i = 0; i < type.ref_part_count(); ++i) {
    if (!is_stable_property(change, type.ref_part(i))) return false;
  }
  return type.ref_part_count() != 0;
}

/// Whether an attribute that is no property is another one after a change in place.
bool gives_another(std::string_view type, std::string_view attribute, const Change& change) {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-launchtemplate.html
  if (type == "AWS::EC2::LaunchTemplate") return attribute == "LatestVersionNumber";
  // A stream with other views is another stream.
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
  return (type == "AWS::DynamoDB::Table" || type == "AWS::DynamoDB::GlobalTable") &&
         attribute == "StreamArn" && touches(change, "StreamSpecification/StreamViewType");
}

}  // namespace

bool is_stable(const ResourceChange& change, std::string_view attribute) {
  if (!change.after->type) return false;
  if (attribute.empty()) return is_stable_ref(change);
  if (is_stable_property(change, attribute)) return true;
  return attribute == "Arn" && is_stable_pattern(change, change.after->type->arn());
}

bool changes_in_place(const ResourceChange& change, std::string_view attribute) {
  if (attribute.empty()) return false;
  return std::ranges::any_of(change.changes, [&](const Change& each) {
    return each.effect != Effect::none &&
           (touches(each, attribute) || gives_another(change.type_name, attribute, each));
  });
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
bool may_answer_otherwise(const ResourceChange& change, std::string_view attribute) {
  const std::string_view type = change.type_name;
  const bool is_custom =
      type.starts_with("Custom::") || type == "AWS::CloudFormation::CustomResource";
  const bool is_nested =
      (type == "AWS::CloudFormation::Stack" || type == "AWS::Serverless::Application") &&
      attribute.starts_with("Outputs.");
  if (attribute.empty() || (!is_custom && !is_nested)) return false;
  return std::ranges::any_of(change.changes, [](const Change& each) {
    return each.path.starts_with("/Properties") && each.effect != Effect::none;
  });
}

}  // namespace omnitrack::diff
