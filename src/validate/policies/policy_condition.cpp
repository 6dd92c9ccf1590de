#include <algorithm>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "support/letters.hpp"
#include "validate/policies/policy.hpp"

namespace omnitrack::validate {

using meaning::for_each_case;
using meaning::for_each_item;
using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
constexpr auto operators = std::to_array<std::string_view>({
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "ArnNotLike",
    "BinaryEquals",
    "Bool",
    "DateEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateNotEquals",
    "IpAddress",
    "NotIpAddress",
    "Null",
    "NumericEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericNotEquals",
    "StringEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "StringNotEquals",
    "StringNotEqualsIgnoreCase",
    "StringNotLike",
});

/// An operator without the parts that go with any of them.
std::string_view core_of(std::string_view name) {
  for (const std::string_view prefix : {"ForAllValues:", "ForAnyValue:"}) {
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  }
  if (name.ends_with("IfExists")) name.remove_suffix(std::string_view("IfExists").size());
  return name;
}

void check_operator(const PolicyScope& scope, const Member& member, const Path& path) {
  const std::string_view core = core_of(member.key());
  if (std::ranges::find(operators, core) != operators.end()) return;
  const auto same = std::ranges::find_if(
      operators, [core](std::string_view each) { return support::same_but_for_case(core, each); });
  const std::string message = "'" + std::string(member.key()) + "' is not a condition operator";
  if (same != operators.end()) {
    scope.report.warning_at_key(codes::OT4533, member, path,
                                message + " as the documentation spells it",
                                "write '" + std::string(*same) + "'");
    return;
  }
  scope.report.error_at_key(codes::OT4515, member, path, message, did_you_mean(core, operators));
}

void check_condition_keys(const PolicyScope& scope, const Node& keys, const Path& path) {
  if (keys.is_call()) return;
  if (!keys.is(Kind::map)) {
    scope.report.error(codes::OT4516, keys, path,
                       "a condition operator takes a map of keys such as 'aws:SourceArn'");
    return;
  }
  for (const Member& member : keys.members()) {
    const Path at(path, member.key());
    for_each_item(member.value, at, [&](const Node& value, const Path& value_path) {
      if (value.is_call() || value.is_scalar()) return;
      scope.report.error(codes::OT4516, value, value_path,
                         "the value of a condition key is a text or a list of texts");
    });
  }
}

}  // namespace

void check_policy_condition(const PolicyScope& scope, const Node& condition, const Path& path) {
  for_each_case(condition, path, [&](const Node& value, const Path& at) {
    // `{"Condition": …}` inside is no call here, just an operator that does not exist.
    if (value.is_call() && !value.calls(tmpl::Function::condition)) return;
    if (!value.is(Kind::map)) {
      if (value.is(Kind::null)) return;
      scope.report.error(codes::OT4516, value, at,
                         "a condition is a map of operators such as 'StringEquals'");
      return;
    }
    for (const Member& member : value.members()) {
      if (member.key().starts_with("Fn::")) continue;
      const Path member_path(at, member.key());
      check_operator(scope, member, member_path);
      for_each_case(member.value, member_path, [&](const Node& keys, const Path& keys_path) {
        check_condition_keys(scope, keys, keys_path);
      });
    }
  });
}

}  // namespace omnitrack::validate
