#include <algorithm>

#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "testing/evaluator.hpp"

namespace omnitrack::assertions {

namespace {

/// What all of some conditions come to, or, where `wanted` is true, any of them.
template <class Truth>
std::optional<bool> any_is(std::span<const tmpl::Node> items, bool wanted, const Truth& truth) {
  bool is_known = true;
  for (const tmpl::Node& each : items) {
    const auto one = truth(each);
    if (one == wanted) return wanted;
    is_known = is_known && one.has_value();
  }
  return is_known ? std::optional(!wanted) : std::nullopt;
}

bool is_same(const Datum& left, const Datum& right) {
  return compact_json(left) == compact_json(right);
}

/// The first `${Name}` of an open text, or the call that is not known, in words.
std::string open_part(const Datum& value) {
  if (value.is_open) {
    const std::size_t begin = value.text.find("${");
    const std::size_t end = value.text.find('}', begin);
    if (end != std::string::npos) return value.text.substr(begin + 2, end - begin - 2);
  }
  return value.is(DatumKind::call) ? value.members.front().key : std::string();
}

}  // namespace

std::optional<bool> Evaluator::holds(std::string_view condition) const {
  if (manner_ == Manner::written) return std::nullopt;
  const auto known = conditions_.find(condition);
  if (known != conditions_.end()) return known->second;
  const tmpl::Member* member = index().find_condition(condition);
  if (member == nullptr) return std::nullopt;
  // One that names itself is not known.
  conditions_.emplace(condition, std::nullopt);
  return conditions_.find(condition)->second = truth(member->value);
}

std::optional<bool> Evaluator::truth(const tmpl::Node& expression) const {
  const auto of = [this](const tmpl::Node& each) { return truth(each); };
  switch (expression.function) {
    case tmpl::Function::condition:
      return holds(expression.argument().text());
    case tmpl::Function::equals:
      return equals(expression);
    case tmpl::Function::and_:
      return any_is(expression.argument().items(), false, of);
    case tmpl::Function::or_:
      return any_is(expression.argument().items(), true, of);
    case tmpl::Function::not_: {
      const auto items = expression.argument().items();
      const auto one = items.size() == 1 ? truth(items.front()) : std::nullopt;
      return one ? std::optional(!*one) : std::nullopt;
    }
    default:
      return meaning::known_boolean(&expression);
  }
}

std::optional<bool> Evaluator::equals(const tmpl::Node& call) const {
  const auto items = call.argument().items();
  if (items.size() != 2) return std::nullopt;
  const Datum left = evaluate(items[0]);
  const Datum right = evaluate(items[1]);
  if (left.is_known() && right.is_known()) return left.text == right.text;
  if (left.is(DatumKind::call) || right.is(DatumKind::call)) return std::nullopt;
  const bool is_one_open = left.is_open || right.is_open;
  if (!is_one_open || is_same(left, right)) return is_same(left, right);
  return std::nullopt;
}

std::string Evaluator::unknown_of(const tmpl::Node& expression) const {
  if (expression.calls(tmpl::Function::condition)) {
    return reason_of_condition(expression.argument().text());
  }
  if (!expression.calls(tmpl::Function::equals)) {
    for (const tmpl::Node& each :
         expression.is_call() ? expression.argument().items() : std::span<const tmpl::Node>()) {
      if (!truth(each)) return unknown_of(each);
    }
    return {};
  }
  for (const tmpl::Node& each : expression.argument().items()) {
    const std::string part = open_part(evaluate(each));
    if (part.empty()) continue;
    if (index().find_parameter(part) != nullptr) return "the parameter " + part + " has no value";
    if (part == "AWS::AccountId") return "the account is not given";
    if (part.starts_with("AWS::")) return "the region is not given";
    return part + " is not known";
  }
  return {};
}

std::string Evaluator::reason_of_condition(std::string_view condition) const {
  std::string reason = "the condition " + std::string(condition);
  const tmpl::Member* member = index().find_condition(condition);
  if (member == nullptr) return reason + " is not in the template";
  const std::string inner =
      manner_ == Manner::written ? "no deployment is given" : unknown_of(member->value);
  return inner.empty() ? reason + " is not known" : reason + " is not known: " + inner;
}

std::string Evaluator::reason_of(const Datum& value) const {
  if (!value.is(DatumKind::call)) return {};
  const std::string& function = value.members.front().key;
  const Datum& argument = value.members.front().value;
  if (function == "Fn::If" && !argument.items.empty() && !holds(argument.items.front().text)) {
    return reason_of_condition(argument.items.front().text);
  }
  if (function == "Fn::ImportValue") {
    return argument.is_scalar() ? "nothing exports " + argument.text : std::string();
  }
  if (function == "Fn::GetAZs") return "the zones are not given";
  if (function == "Ref" && index().find_parameter(argument.text) != nullptr) {
    return "the parameter " + argument.text + " has no value";
  }
  for (const Datum& each : argument.items) {
    if (std::string inner = reason_of(each); !inner.empty()) return inner;
  }
  return {};
}

}  // namespace omnitrack::assertions
