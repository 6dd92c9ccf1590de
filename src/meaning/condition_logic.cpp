#include "meaning/condition_logic.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "meaning/known.hpp"

namespace omnitrack::meaning {

using tmpl::Function;
using tmpl::Node;

namespace {

// What is worked out for one question: steps times combinations of values.
constexpr std::size_t max_work = std::size_t{1} << 18U;
constexpr int max_depth = 200;  // of conditions that name each other

/// Something that is not known before deployment, and the values that matter for it.
struct Unknown {
  std::vector<std::string> values;
  std::size_t chosen = 0;

  /// Where a value stands, if it is one of those that matter.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view value) const {
    const auto found = std::find(values.begin(), values.end(), value);
    if (found == values.end()) return std::nullopt;
    return static_cast<std::size_t>(found - values.begin());
  }
};

constexpr const char* some_other_value = "\x01";

/// Conditions as a list of steps, each worked out once for a combination of values, however often
/// it is named. A step's operands come before it.
class Formula {
 public:
  explicit Formula(const tmpl::Index& index) : index_(index) {}

  /// The step of a condition; nothing where it cannot be worked out.
  std::optional<std::size_t> add(std::string_view name, int depth = 0) {
    const auto [entry, is_new] = steps_of_.try_emplace(name);
    if (!is_new) return entry->second;  // nothing while it is being added: that is a circle
    const tmpl::Member* condition = index_.find_condition(name);
    if (condition == nullptr || depth > max_depth) return std::nullopt;
    const auto step = add_value(condition->value, depth);
    steps_of_[name] = step;
    return step;
  }

  /// The step of a rule: that its condition does not hold or each assertion does. Assertions that
  /// cannot be worked out are passed over.
  std::optional<std::size_t> add_rule(const Node& rule) {
    Step all{.kind = Step::Kind::and_};
    if (const Node* assertions = rule.find("Assertions")) {
      if (!index_.may_take_steps(assertions->items().size())) return std::nullopt;
      for (const Node& each : assertions->items()) {
        const Node* assertion = each.find("Assert");
        const auto step = assertion == nullptr ? std::nullopt : add_value(*assertion, 0);
        if (step) all.operands.push_back(*step);
      }
    }
    if (all.operands.empty()) return std::nullopt;
    const Node* condition = rule.find("RuleCondition");
    if (condition == nullptr) return push(std::move(all));
    const auto when = add_value(*condition, 0);
    if (!when) return std::nullopt;
    const std::size_t otherwise = push({.kind = Step::Kind::not_, .operands = {*when}});
    const std::size_t asserted = push(std::move(all));
    return push({.kind = Step::Kind::or_, .operands = {otherwise, asserted}});
  }

  /// Works all steps out with the values that are chosen.
  void work_out() {
    for (std::size_t i = 0; i < steps_.size(); ++i) results_[i] = result_of(steps_[i]);
  }
  /// What came out.
  [[nodiscard]] bool holds(std::size_t step) const { return results_[step]; }

  /// Gets ready to work out; false where that is too much for all combinations of values.
  bool prepare() {
    results_.assign(steps_.size(), false);
    std::size_t work = steps_.size();
    for (const Unknown& each : unknowns_) {
      work *= each.values.size();
      if (work > max_work) return false;
    }
    return index_.may_take_steps(work);
  }

  /// Takes the next combination of values; false after the last.
  bool advance() {
    for (Unknown& each : unknowns_) {
      if (++each.chosen < each.values.size()) return true;
      each.chosen = 0;
    }
    return false;
  }

 private:
  struct Step {
    enum class Kind : std::uint8_t { constant, has_value, not_, and_, or_ };
    Kind kind = Kind::constant;
    bool constant = false;
    std::size_t unknown = 0;
    std::size_t value = 0;  ///< of the unknown
    std::vector<std::size_t> operands = {};
  };

  [[nodiscard]] bool result_of(const Step& step) const {
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

  // Whether so many values of one unknown are too much by themselves.
  [[nodiscard]] bool are_too_many(std::size_t values) const {
    return values * (steps_.size() + 1) > max_work;
  }

  std::size_t push(Step step) {
    steps_.push_back(std::move(step));
    return steps_.size() - 1;
  }

  std::optional<std::size_t> add_value(const Node& value, int depth) {
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
      default:
        return std::nullopt;
    }
  }

  std::optional<std::size_t> add_operands(Step::Kind kind, const Node& call, int depth) {
    Step step{.kind = kind};
    if (!index_.may_take_steps(call.argument().items().size())) return std::nullopt;
    for (const Node& each : call.argument().items()) {
      const auto operand = add_value(each, depth + 1);
      if (!operand) return std::nullopt;
      step.operands.push_back(*operand);
    }
    return push(std::move(step));
  }

  std::optional<std::size_t> add_equality(const Node& left, const Node& right) {
    const auto left_text = known_text(&left);
    const auto right_text = known_text(&right);
    if (left_text && right_text) return push({.constant = *left_text == *right_text});
    if (!left_text && !right_text) {
      if (surely_same(left, right)) return push({.constant = true});
      return add_test(written_text(left) + "==" + written_text(right), "true", nullptr);
    }
    const Node& unknown = left_text ? right : left;
    return add_test(written_text(unknown), left_text ? *left_text : *right_text,
                    allowed_values(index_, unknown));
  }

  /// Whether an unknown has a value.
  std::optional<std::size_t> add_test(std::string name, std::string_view value,
                                      const Node* allowed) {
    if (allowed != nullptr && !index_.may_take_steps(allowed->items().size())) return std::nullopt;
    const std::size_t index = unknown_named(std::move(name), allowed);
    Unknown& unknown = unknowns_[index];
    if (are_too_many(unknown.values.size())) return std::nullopt;
    if (unknown.values.front() == some_other_value && !unknown.find(value)) {
      unknown.values.emplace_back(value);
    }
    const auto at = unknown.find(value);
    if (!at) return push({.constant = false});
    return push({.kind = Step::Kind::has_value, .unknown = index, .value = *at});
  }

  std::size_t unknown_named(std::string name, const Node* allowed) {
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

  const tmpl::Index& index_;
  std::vector<Step> steps_;
  std::vector<char> results_;
  std::vector<Unknown> unknowns_;
  std::unordered_map<std::string, std::size_t> unknown_names_;
  std::unordered_map<std::string_view, std::optional<std::size_t>> steps_of_;
};

/// Whether some values make all assumptions right, and the rules of the template where they are
/// asked for; nothing where that is too much to try out.
std::optional<bool> find_values(const tmpl::Index& index, std::span<const Assumption> assumptions,
                                std::span<const tmpl::Member> rules) {
  Formula formula(index);
  std::vector<std::pair<std::size_t, bool>> wanted;
  for (const Assumption& each : assumptions) {
    if (each.condition.empty()) continue;
    const auto step = formula.add(each.condition);
    if (!step) return std::nullopt;
    wanted.emplace_back(*step, each.holds);
  }
  for (const tmpl::Member& each : rules) {
    if (const auto step = formula.add_rule(each.value)) wanted.emplace_back(*step, true);
  }
  if (!formula.prepare()) return std::nullopt;
  do {
    formula.work_out();
    const auto is_so = [&formula](const auto& each) {
      return formula.holds(each.first) == each.second;
    };
    if (std::all_of(wanted.begin(), wanted.end(), is_so)) return true;
  } while (formula.advance());
  return false;
}

}  // namespace

bool can_hold_together(const tmpl::Index& index, std::span<const Assumption> assumptions) {
  if (!find_values(index, assumptions, {}).value_or(false)) return false;
  return index.rules().empty() || find_values(index, assumptions, index.rules()).value_or(true);
}

bool can_exist_together(const tmpl::Index& index, const tmpl::ResourceEntry& left,
                        const tmpl::ResourceEntry& right) {
  const std::array<Assumption, 2> both{{{condition_of(left)}, {condition_of(right)}}};
  return can_hold_together(index, both);
}

std::string_view condition_of(const tmpl::ResourceEntry& resource) {
  const tmpl::Node* condition = resource.member->value.find("Condition");
  return condition == nullptr ? std::string_view() : condition->text();
}

}  // namespace omnitrack::meaning
