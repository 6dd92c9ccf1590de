#include "meaning/condition_logic.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
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

  /// Adds what the template's rules assert of what is unknown so far; false where that cannot be
  /// worked out.
  /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
  bool add_rules() {
    std::vector<const tmpl::Member*> left;
    for (const tmpl::Member& each : index_.rules()) left.push_back(&each);
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

  /// Works all steps out with the values that are chosen.
  void work_out() {
    for (std::size_t i = 0; i < steps_.size(); ++i) results_[i] = result_of(steps_[i]);
  }
  /// Whether the rules that were added let these values pass.
  [[nodiscard]] bool keeps_rules() const {
    return std::all_of(rules_.begin(), rules_.end(),
                       [this](std::size_t step) -> bool { return results_[step]; });
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
      case Function::contains:
        return add_contains(value.argument().items());
      default:
        return std::nullopt;
    }
  }

  // Whether one of a list of texts is a value.
  std::optional<std::size_t> add_contains(std::span<const Node> items) {
    if (items.size() != 2 || !items[0].is(tmpl::Kind::list)) return std::nullopt;
    if (!index_.may_take_steps(items[0].items().size())) return std::nullopt;
    Step step{.kind = Step::Kind::or_};
    for (const Node& each : items[0].items()) {
      const auto operand = add_equality(each, items[1]);
      if (!operand) return std::nullopt;
      step.operands.push_back(*operand);
    }
    return push(std::move(step));
  }

  [[nodiscard]] bool names_an_unknown(const Node& value) const {
    if (!index_.may_take_steps(1)) return true;
    if (value.calls(Function::ref)) return unknown_names_.contains(written_text(value));
    const auto names = [this](const Node& each) { return names_an_unknown(each); };
    return std::ranges::any_of(value.items(), names) ||
           std::ranges::any_of(value.members(), names, &tmpl::Member::value);
  }

  // A rule whose condition does not hold asserts nothing.
  bool add_rule(const Node& rule) {
    if (!index_.may_take_steps(1)) return false;
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
  std::vector<std::size_t> rules_;  ///< the steps that hold in each stack
  std::vector<char> results_;
  std::vector<Unknown> unknowns_;
  std::unordered_map<std::string, std::size_t> unknown_names_;
  std::unordered_map<std::string_view, std::optional<std::size_t>> steps_of_;
};

}  // namespace

bool can_hold_together(const tmpl::Index& index, std::span<const Assumption> assumptions) {
  Formula formula(index);
  std::vector<std::pair<std::size_t, bool>> wanted;
  for (const Assumption& each : assumptions) {
    if (each.condition.empty()) continue;
    const auto step = formula.add(each.condition);
    if (!step) return false;
    wanted.emplace_back(*step, each.holds);
  }
  if (!formula.add_rules() || !formula.prepare()) return false;
  do {
    formula.work_out();
    const auto is_so = [&formula](const auto& each) {
      return formula.holds(each.first) == each.second;
    };
    if (formula.keeps_rules() && std::all_of(wanted.begin(), wanted.end(), is_so)) return true;
  } while (formula.advance());
  return false;
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
