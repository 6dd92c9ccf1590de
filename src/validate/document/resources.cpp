#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "validate/context.hpp"
#include "validate/document/known_keys.hpp"
#include "validate/document/structure.hpp"

namespace omnitrack::validate {

namespace {

using meaning::all_properties;
using meaning::may_have_more;
using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
constexpr std::array<std::string_view, 10> resource_keys{
    "Condition",  "CreationPolicy", "DeletionPolicy",      "DependsOn",    "Metadata",
    "Properties", "Type",           "UpdateReplacePolicy", "UpdatePolicy", "Version"};

// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/
bool is_key_of_sam(std::string_view key) { return key == "Connectors" || key == "IgnoreGlobals"; }

bool is_custom(const ResourceEntry& resource) {
  return resource.type_name.starts_with("Custom::") ||
         resource.type_name == "AWS::CloudFormation::CustomResource";
}

void check_unknown_key(const Context& context, const ResourceEntry& resource, const Member& member,
                       const Path& path) {
  const std::string_view key = member.key();
  if (context.index.uses_sam() && is_key_of_sam(key)) return;
  // AWS's sample packs name the controls of each rule.
  // https://github.com/awslabs/aws-config-rules/tree/master/aws-config-conformance-packs
  const bool is_of_pack = key == "Controls" && resource.type_name == "AWS::Config::ConfigRule";
  std::string hint;
  if (resource.type && resource.type->shape().find(key)) {
    hint = "it is a property: it belongs under Properties";
  } else if (is_of_pack) {
    hint = "only in a conformance pack is it passed over";
  } else {
    hint = did_you_mean(key, resource_keys);
  }
  // SAM leaves out what it does not know of its own types; and templates with descriptions of
  // their resources are known to be deployed.
  const bool is_passed_over =
      is_of_pack || key == "Description" || resource.type_name.starts_with("AWS::Serverless::");
  const GradedCode code = is_passed_over ? as_warning(codes::OT4205) : as_error(codes::OT4205);
  context.report.report_at_key(
      code, member, path, "a resource has no key '" + std::string(key) + '\'', std::move(hint));
}

void check_depends_on(const Context& context, const Node& value, const Path& path) {
  if (!value.is(Kind::list)) {
    if (!value.is(Kind::string) && !value.is(Kind::null)) {
      context.report.error(
          codes::OT4206, value, path,
          "'DependsOn' must be a logical id or a list of them, not " + what_is(value));
    }
    return;
  }
  const auto items = value.items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Path at(path, i);
    if (items[i].is(Kind::null)) continue;
    if (!items[i].is(Kind::string)) {
      context.report.error(codes::OT4206, items[i], at,
                           "an item of 'DependsOn' must be a logical id, not " + what_is(items[i]));
      continue;
    }
    const bool is_again = std::any_of(
        items.begin(), items.begin() + static_cast<long>(i),
        [&](const Node& one) { return one.is(Kind::string) && one.text() == items[i].text(); });
    if (is_again) {
      context.report.warning(codes::OT4207, items[i], at,
                             "'DependsOn' names '" + std::string(items[i].text()) + "' twice");
    }
  }
}

void check_map(const Context& context, FindingCode<Severity::error> code, const Member& member,
               const Path& path) {
  // Of all calls only a macro's gives members.
  const bool is_value = member.value.is_call() && member.key() == "Properties" &&
                        !member.value.calls(tmpl::Function::transform) &&
                        !member.value.calls(tmpl::Function::for_each) &&
                        !member.value.calls(tmpl::Function::unknown);
  if (!is_value && may_be(member.value, Wants::map)) return;
  context.report.error(
      code, member.value, path,
      '\'' + std::string(member.key()) + "' must be a map, not " + what_is(member.value));
}

void check_version(const Context& context, const ResourceEntry& resource, const Member& member,
                   const Path& path) {
  if (resource.type_name.empty() || is_custom(resource)) return;
  context.report.warning_at_key(codes::OT4215, member, path,
                                "'Version' means something only for a custom resource");
}

void check_condition_key(const Context& context, const Node& value, const Path& path) {
  if (value.is(Kind::string) || value.is(Kind::null)) return;
  context.report.error(codes::OT4213, value, path,
                       "'Condition' must be the name of a condition, not " + what_is(value));
}

void check_member(const Context& context, const ResourceEntry& resource, const Member& member,
                  const Path& path) {
  const std::string_view key = member.key();
  if (key == "Properties") {
    check_map(context, codes::OT4216, member, path);
  } else if (key == "DependsOn") {
    check_depends_on(context, member.value, path);
  } else if (key == "Metadata") {
    check_map(context, codes::OT4214, member, path);
    check_resource_metadata(context, member.value, path);
  } else if (key == "Condition") {
    check_condition_key(context, member.value, path);
  } else if (key == "Version") {
    check_version(context, resource, member, path);
  } else if (std::find(resource_keys.begin(), resource_keys.end(), key) == resource_keys.end()) {
    check_unknown_key(context, resource, member, path);
  }
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
void check_token(const Context& context, const Node& token, const Path& path) {
  if (!token.calls(tmpl::Function::ref)) return;
  const ResourceEntry* target = context.index.find_resource(token.argument().text());
  if (target == nullptr || (target->type_name != "AWS::Lambda::Function" &&
                            target->type_name != "AWS::Serverless::Function")) {
    return;
  }
  context.report.error(codes::OT4217, token, path,
                       "a Ref of a function gives its name, and a ServiceToken is an ARN",
                       "read the function's 'Arn' by Fn::GetAtt");
}

void check_service_token(const Context& context, const ResourceEntry& resource, const Path& path) {
  // With a condition that never holds, such a resource is a way to have a stack of nothing.
  if (!is_custom(resource) || resource.member->value.find("Condition") != nullptr) return;
  if (resource.properties != nullptr) {
    const Node* properties = all_properties(resource);
    if (properties == nullptr || properties->is_call()) return;
    if (const Node* token = properties->find("ServiceToken")) {
      check_token(context, *token, Path(Path(path, "Properties"), "ServiceToken"));
      return;
    }
  }
  context.report.error_at_key(codes::OT4217, *resource.member, path,
                              "the custom resource has no ServiceToken",
                              "give the ARN of the function or topic that makes it");
}

void check_resource(const Context& context, const ResourceEntry& resource, const Path& path) {
  const Node& value = resource.member->value;
  if (!may_be(value, Wants::map)) {
    context.report.error(codes::OT4200, value, path,
                         "a resource must be a map, not " + what_is(value));
    return;
  }
  // What `Fn::Transform` makes of its neighbours is not known.
  if (may_have_more(value)) return;
  check_resource_type(context, resource, path);
  for (const Member& member : value.members()) {
    check_member(context, resource, member, Path(path, member.key()));
  }
  check_service_token(context, resource, path);
  check_removal_policies(context, resource, path);
  check_rollout_policies(context, resource, path);
}

}  // namespace

void check_resources(const Context& context) {
  // A macro of one's own gets the section first, and may use up keys and types of its own.
  if (context.index.has_own_macro()) return;
  const Path top;
  const Path section(top, "Resources");
  for (const ResourceEntry& resource : context.index.resources()) {
    check_resource(context, resource, Path(section, resource.logical_id));
  }
  check_sam_is_used(context, section);
}

}  // namespace omnitrack::validate
