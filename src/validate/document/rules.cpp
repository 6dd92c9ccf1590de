#include <array>
#include <string>

#include "omnitrack/codes.hpp"
#include "validate/context.hpp"
#include "validate/document/known_keys.hpp"

namespace omnitrack::validate {

namespace {

using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html

// What a rule's calls may be is reported with the other calls.
void check_call(const Context& context, const Node& rule, std::string_view key, const Path& path) {
  const Node* call = rule.find(key);
  if (call == nullptr || call->is_call() || call->is(Kind::null)) return;
  context.report.error(codes::OT4454, *call, Path(path, key),
                       '\'' + std::string(key) +
                           "' must be a call of a function that gives true or false, not " +
                           what_is(*call));
}

void check_assertion(const Context& context, const Node& assertion, const Path& path) {
  static constexpr std::array<KnownKey, 2> keys{{{"Assert"}, {"AssertDescription", Wants::text}}};
  static constexpr KnownShape shape{.owner = "an assertion",
                                    .keys = keys,
                                    .unknown_key = as_warning(codes::OT4451),
                                    .wrong_value = as_error(codes::OT4450)};
  if (!check_shape(context, shape, assertion, path)) return;
  if (assertion.find("Assert") == nullptr) {
    context.report.error(codes::OT4453, assertion, path, "the assertion has no Assert");
  }
  check_call(context, assertion, "Assert", path);
}

void check_rule(const Context& context, const Member& rule, const Path& path) {
  static constexpr std::array<KnownKey, 2> keys{{{"Assertions", Wants::list}, {"RuleCondition"}}};
  static constexpr KnownShape shape{.owner = "a rule",
                                    .keys = keys,
                                    .unknown_key = as_warning(codes::OT4451),
                                    .wrong_value = as_error(codes::OT4450)};
  if (!check_shape(context, shape, rule.value, path)) return;
  check_call(context, rule.value, "RuleCondition", path);
  const Node* assertions = rule.value.find("Assertions");
  if (assertions == nullptr) {
    context.report.error_at_key(codes::OT4452, rule, path, "the rule has no Assertions");
    return;
  }
  const Path list(path, "Assertions");
  for (std::size_t i = 0; i < assertions->items().size(); ++i) {
    check_assertion(context, assertions->items()[i], Path(list, i));
  }
}

}  // namespace

void check_rules(const Context& context) {
  if (context.index.has_own_macro()) return;
  const Path top;
  const Path section(top, "Rules");
  for (const Member& rule : context.index.rules()) {
    check_rule(context, rule, Path(section, rule.key()));
  }
}

}  // namespace omnitrack::validate
