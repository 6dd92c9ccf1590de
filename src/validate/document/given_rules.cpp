#include "validate/document/given_rules.hpp"

#include <algorithm>
#include <optional>

#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "support/quoted.hpp"

namespace omnitrack::validate {

namespace {

using meaning::known_text;
using tmpl::Function;
using tmpl::Member;
using tmpl::Node;
using Items = std::span<const Node>;

std::optional<bool> truth_of(const Node& expression);

/// Whether all are so, or, where `wanted` is true, any is.
std::optional<bool> any_is(Items items, bool wanted) {
  bool is_known = true;
  for (const Node& each : items) {
    const auto one = truth_of(each);
    if (one == wanted) return wanted;
    is_known = is_known && one.has_value();
  }
  return is_known ? std::optional(!wanted) : std::nullopt;
}

std::optional<bool> is_in(const Node& value, Items list) {
  const auto text = known_text(&value);
  if (!text || list.empty()) return std::nullopt;
  bool is_known = true;
  for (const Node& each : list) {
    const auto one = known_text(&each);
    if (one == text) return true;
    is_known = is_known && one.has_value();
  }
  return is_known ? std::optional(false) : std::nullopt;
}

std::optional<bool> are_in(Items items, Items list) {
  if (items.empty()) return std::nullopt;
  for (const Node& each : items) {
    const auto one = is_in(each, list);
    if (one != true) return one;
  }
  return true;
}

/// Whether an expression of a rule holds; nothing where that is not known.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-rules.html
std::optional<bool> truth_of(const Node& expression) {
  if (!expression.is_call()) return meaning::known_boolean(&expression);
  const Items items = expression.argument().items();
  if (expression.calls(Function::and_)) return any_is(items, false);
  if (expression.calls(Function::or_)) return any_is(items, true);
  if (expression.calls(Function::not_) && items.size() == 1) {
    const auto one = truth_of(items[0]);
    return one ? std::optional(!*one) : std::nullopt;
  }
  if (items.size() != 2) return std::nullopt;
  switch (expression.function) {
    case Function::equals:
      return is_in(items[0], items.subspan(1));
    case Function::contains:
      return is_in(items[1], items[0].items());
    case Function::each_member_equals:
      return are_in(items[0].items(), items.subspan(1));
    case Function::each_member_in:
      return are_in(items[0].items(), items[1].items());
    default:
      return std::nullopt;
  }
}

}  // namespace

void check_given_rules(const meaning::GivenTemplate& given, Reporter& report) {
  for (const Member& rule : given.rules()) {
    const Node* applies = rule.value.find("RuleCondition");
    const Node* assertions = rule.value.find("Assertions");
    if (assertions == nullptr || (applies != nullptr && truth_of(*applies) != true)) continue;
    for (const Node& each : assertions->items()) {
      const Node* asserted = each.find("Assert");
      if (asserted == nullptr || truth_of(*asserted) != false) continue;
      const auto words = known_text(each.find("AssertDescription"));
      report.error(codes::OT4417, *asserted, Path(),
                   "the rule " + support::quoted(rule.key()) + " refuses these values" +
                       (words ? ": " + std::string(*words) : std::string()));
    }
  }
}

}  // namespace omnitrack::validate
