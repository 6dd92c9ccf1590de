#include "meaning/condition_formula.hpp"

#include <algorithm>
#include <utility>

#include "meaning/known.hpp"
#include "meaning/settled_text.hpp"

namespace omnitrack::meaning {

using tmpl::Function;
using tmpl::Node;

namespace {

// What is worked out for one question: steps times combinations of values.
constexpr std::size_t max_work = std::size_t{1} << 18U;
constexpr int max_depth = 200;  // of conditions that name each other

constexpr const char* some_other_value = "\x01";

}  // namespace

std::optional<std::size_t> ConditionFormula::Unknown::find(std::string_view value) const {
  const auto found = std::find(values.begin(), values.end(), value);
  if (found == values.end()) return std::nullopt;
  return static_cast<std::size_t>(found - values.begin());
}

void ConditionFormula::read(const tmpl::Index& index) {
  index_ = &index;
  steps_of_.clear();
}

std::optional<std::size_t> ConditionFormula::add(std::string_view name, int depth) {
  const auto [entry, is_new] = steps_of_.try_emplace(name);
  if (!is_new) return entry->second;  // nothing while it is being added: that is a circle
  const tmpl::Member* condition = index_->find_condition(name);
  if (condition == nullptr || depth > max_depth) return std::nullopt;
  const auto step = add_value(condition->value, depth);
  steps_of_[name] = step;
  return step;
}

bool ConditionFormula::add_rules() {
  std::vector<const tmpl::Member*> left;
  for (const tmpl::Member& each : index_->rules()) left.push_back(&each);
  for (bool has_grown = true; has_grown && !left.empty();) {
    has_grown = false;
    for (std::size_t i = 0; i < left.size();) {
      if (!names_an_unknown(left[i]->value)) {
        ++i;
        continue;
      }
      if (!add_rule(left[i]->value)) return false;
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
      has_grown = true;
    }
  }
  return true;
}

void ConditionFormula::work_out() {
  for (std::size_t i = 0; i < steps_.size(); ++i) results_[i] = result_of(steps_[i]);
}

bool ConditionFormula::keeps_rules() const {
  return std::all_of(rules_.begin(), rules_.end(),
                     [this](std::size_t step) -> bool { return results_[step]; });
}

bool ConditionFormula::rests_on_references() const {
  return std::ranges::all_of(unknowns_, &Unknown::is_reference);
}

bool ConditionFormula::prepare() {
  results_.assign(steps_.size(), false);
  std::size_t work = steps_.size();
  for (const Unknown& each : unknowns_) {
    work *= each.values.size();
    if (work > max_work) return false;
  }
  return index_->may_take_steps(work);
}

bool ConditionFormula::advance() {
  for (Unknown& each : unknowns_) {
    if (++each.chosen < each.values.size()) return true;
    each.chosen = 0;
  }
  return false;
}

bool ConditionFormula::result_of(const Step& step) const {
  const auto holds = [this](std::size_t operand) -> bool { return results_[operand]; };
  switch (step.kind) {
    case Step::Kind::constant:
      return step.constant;
    case Step::Kind::has_value:
      return unknowns_[step.unknown].chosen == step.value;
    case Step::Kind::not_:
      return !holds(step.operands.front());
    case Step::Kind::and_:
      return std::all_of(step.operands.begin(), step.operands.end(), holds);
    default:
      return std::any_of(step.operands.begin(), step.operands.end(), holds);
  }
}

bool ConditionFormula::are_too_many(std::size_t values) const {
  return values * (steps_.size() + 1) > max_work;
}

std::size_t ConditionFormula::push(Step step) {
  steps_.push_back(std::move(step));
  return steps_.size() - 1;
}

std::optional<std::size_t> ConditionFormula::add_value(const Node& value, int depth) {
  switch (value.function) {
    case Function::condition:
      return add(value.argument().text(), depth + 1);
    case Function::not_:
      if (value.argument().items().size() != 1) return std::nullopt;
      return add_operands(Step::Kind::not_, value, depth);
    case Function::and_:
      return add_operands(Step::Kind::and_, value, depth);
    case Function::or_:
      return add_operands(Step::Kind::or_, value, depth);
    case Function::equals: {
      const auto items = value.argument().items();
      if (items.size() != 2) return std::nullopt;
      return add_equality(items[0], items[1]);
    }
    case Function::contains:
      return add_contains(value.argument().items());
    default:
      return std::nullopt;
  }
}

std::optional<std::size_t> ConditionFormula::add_contains(std::span<const Node> items) {
  if (items.size() != 2 || !items[0].is(tmpl::Kind::list)) return std::nullopt;
  if (!index_->may_take_steps(items[0].items().size())) return std::nullopt;
  Step step{.kind = Step::Kind::or_};
  for (const Node& each : items[0].items()) {
    const auto operand = add_equality(each, items[1]);
    if (!operand) return std::nullopt;
    step.operands.push_back(*operand);
  }
  return push(std::move(step));
}

bool ConditionFormula::names_an_unknown(const Node& value) const {
  if (!index_->may_take_steps(1)) return true;
  if (value.calls(Function::ref)) return unknown_names_.contains(written_text(value));
  const auto names = [this](const Node& each) { return names_an_unknown(each); };
  return std::ranges::any_of(value.items(), names) ||
         std::ranges::any_of(value.members(), names, &tmpl::Member::value);
}

// A rule whose condition does not hold asserts nothing.
bool ConditionFormula::add_rule(const Node& rule) {
  if (!index_->may_take_steps(1)) return false;
  Step asserted{.kind = Step::Kind::and_};
  const Node* assertions = rule.find("Assertions");
  if (assertions == nullptr) return false;
  for (const Node& each : assertions->items()) {
    const Node* assert = each.find("Assert");
    const auto operand = assert == nullptr ? std::nullopt : add_value(*assert, 0);
    if (!operand) return false;
    asserted.operands.push_back(*operand);
  }
  std::size_t holds = push(std::move(asserted));
  if (const Node* condition = rule.find("RuleCondition")) {
    const auto applies = add_value(*condition, 0);
    if (!applies) return false;
    const std::size_t is_spared = push({.kind = Step::Kind::not_, .operands = {*applies}});
    holds = push({.kind = Step::Kind::or_, .operands = {is_spared, holds}});
  }
  rules_.push_back(holds);
  return true;
}

std::optional<std::size_t> ConditionFormula::add_operands(Step::Kind kind, const Node& call,
                                                          int depth) {
  Step step{.kind = kind};
  if (!index_->may_take_steps(call.argument().items().size())) return std::nullopt;
  for (const Node& each : call.argument().items()) {
    const auto operand = add_value(each, depth + 1);
    if (!operand) return std::nullopt;
    step.operands.push_back(*operand);
  }
  return push(std::move(step));
}

std::optional<std::size_t> ConditionFormula::add_equality(const Node& left, const Node& right) {
  const auto left_text = settled_text(*index_, left);
  const auto right_text = settled_text(*index_, right);
  if (left_text && right_text) return push({.constant = *left_text == *right_text});
  if (!left_text && !right_text) {
    if (surely_same(left, right)) return push({.constant = true});
    return add_test(written_text(left) + "==" + written_text(right), "true", nullptr, false);
  }
  const Node& unknown = left_text ? right : left;
  return add_test(written_text(unknown), left_text ? *left_text : *right_text,
                  allowed_values(*index_, unknown), unknown.calls(Function::ref));
}

std::optional<std::size_t> ConditionFormula::add_test(std::string name, std::string_view value,
                                                      const Node* allowed, bool is_reference) {
  if (allowed != nullptr && !index_->may_take_steps(allowed->items().size())) return std::nullopt;
  const std::size_t index = unknown_named(std::move(name), allowed);
  Unknown& unknown = unknowns_[index];
  unknown.is_reference = is_reference;
  if (are_too_many(unknown.values.size())) return std::nullopt;
  if (unknown.values.front() == some_other_value && !unknown.find(value)) {
    unknown.values.emplace_back(value);
  }
  const auto at = unknown.find(value);
  if (!at) return push({.constant = false});
  return push({.kind = Step::Kind::has_value, .unknown = index, .value = *at});
}

std::size_t ConditionFormula::unknown_named(std::string name, const Node* allowed) {
  const auto [entry, is_new] = unknown_names_.try_emplace(std::move(name), unknowns_.size());
  if (!is_new) return entry->second;
  Unknown fresh{.values = {}};
  if (allowed == nullptr || allowed->items().empty()) {
    fresh.values.emplace_back(some_other_value);
  } else {
    for (const Node& each : allowed->items()) fresh.values.emplace_back(each.text());
  }
  unknowns_.push_back(std::move(fresh));
  return entry->second;
}

}  // namespace omnitrack::meaning
