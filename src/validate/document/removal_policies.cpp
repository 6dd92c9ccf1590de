#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "schema/facts.hpp"
#include "validate/document/known_keys.hpp"
#include "validate/document/structure.hpp"

namespace omnitrack::validate {

namespace {

using meaning::for_each_case;
using meaning::Path;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
// aws-attribute-deletionpolicy.html, aws-attribute-updatereplacepolicy.html
constexpr std::array<std::string_view, 4> on_deletion{"Delete", "Retain", "RetainExceptOnCreate",
                                                      "Snapshot"};
constexpr std::array<std::string_view, 3> on_replacement{"Delete", "Retain", "Snapshot"};

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void check_word(const Context& context, const ResourceEntry& resource, const Member& policy,
                std::span<const std::string_view> allowed, const Node& value, const Path& path) {
  if (value.is_call() || value.is(Kind::null)) return;
  const std::string key(policy.key());
  if (!contains(allowed, value.text())) {
    std::string hint = did_you_mean(value.text(), allowed);
    context.report.error(codes::OT4208, value, path, '\'' + key + "' cannot be " + what_is(value),
                         hint.empty() ? "it is Delete, Retain or Snapshot" : std::move(hint));
  } else if (value.text() == "Snapshot" && resource.type && !resource.is_open &&
             !schema::fact_of<schema::Snapshots>(resource.type_name)) {
    context.report.error(codes::OT4209, value, path,
                         '\'' + std::string(resource.type_name) + "' has no snapshots",
                         "use Retain to keep it");
  }
}

// What is only known when resources are made is not a value for a policy.
bool is_known_too_late(const Context& context, const Node& value) {
  return value.calls(Function::cidr) || value.calls(Function::get_att) ||
         value.calls(Function::get_azs) || value.calls(Function::import_value) ||
         value.calls(Function::get_stack_output) ||
         (value.calls(Function::ref) &&
          context.index.find_resource(value.argument().text()) != nullptr);
}

void check_policy(const Context& context, const ResourceEntry& resource, const Member& policy,
                  std::span<const std::string_view> allowed, const Path& path) {
  for_each_case(policy.value, path, [&](const Node& one, const Path& at) {
    if (is_known_too_late(context, one)) {
      context.report.error(codes::OT4208, one, at,
                           '\'' + std::string(policy.key()) + "' cannot be " + what_is(one),
                           "make it of parameters and mappings");
    } else {
      check_word(context, resource, policy, allowed, one, at);
    }
  });
}

// Whether a policy keeps anything.
bool keeps(const Node* policy) {
  return policy != nullptr && policy->text() != "Delete" && contains(on_deletion, policy->text());
}

// Each of its versions is a resource of its own, so there is nothing to replace.
bool is_version(std::string_view type) {
  return type == "AWS::Lambda::Version" || type == "AWS::Lambda::LayerVersion";
}

}  // namespace

void check_removal_policies(const Context& context, const ResourceEntry& resource,
                            const Path& path) {
  const Node* deletion = nullptr;
  const Node* replacement = nullptr;
  for (const Member& member : resource.member->value.members()) {
    const Path at(path, member.key());
    if (member.key() == "DeletionPolicy") {
      deletion = &member.value;
      check_policy(context, resource, member, on_deletion, at);
    } else if (member.key() == "UpdateReplacePolicy") {
      replacement = &member.value;
      check_policy(context, resource, member, on_replacement, at);
    }
  }
  if (is_version(resource.type_name) || (deletion != nullptr && replacement != nullptr)) return;
  if (keeps(deletion)) {
    context.report.info(codes::OT4218, *deletion, Path(path, "DeletionPolicy"),
                        "kept when it is deleted, but not when an update replaces it",
                        "set UpdateReplacePolicy too");
  } else if (keeps(replacement)) {
    context.report.info(codes::OT4218, *replacement, Path(path, "UpdateReplacePolicy"),
                        "kept when an update replaces it, but not when it is deleted",
                        "set DeletionPolicy too");
  }
}

}  // namespace omnitrack::validate
