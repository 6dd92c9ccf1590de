#include "meaning/condition_logic.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "meaning/known.hpp"

namespace omnitrack::meaning {

using tmpl::Function;
using tmpl::Node;

namespace {

constexpr std::size_t max_tries = 4096;
constexpr int max_depth = 24;  // of conditions that name each other; more is a cycle

/// Something that is not known before deployment, and the values that matter for it.
struct Unknown {
  std::string name;
  std::vector<std::string> values;
  std::size_t chosen = 0;
};

constexpr const char* some_other_value = "\x01";

class Trial {
 public:
  explicit Trial(const tmpl::Index& index) : index_(index) {}

  /// Evaluates with the values that are chosen; finds the unknowns on the way.
  std::optional<bool> holds(std::string_view name, int depth = 0) {
    if (depth > max_depth) return std::nullopt;
    const tmpl::Member* condition = index_.find_condition(name);
    return condition == nullptr ? std::nullopt : evaluate(condition->value, depth);
  }

  /// Takes the next combination of values; false after the last.
  bool advance() {
    for (Unknown& each : unknowns_) {
      if (++each.chosen < each.values.size()) return true;
      each.chosen = 0;
    }
    return false;
  }

  /// How many combinations there are, and how many values were found.
  [[nodiscard]] std::size_t combinations() const {
    std::size_t product = 1;
    for (const Unknown& each : unknowns_) {
      product *= each.values.size();
      if (product > max_tries) break;
    }
    return product;
  }

 private:
  std::optional<bool> evaluate(const Node& value, int depth) {
    switch (value.function) {
      case Function::condition:
        return holds(value.argument().text(), depth + 1);
      case Function::not_: {
        const auto items = value.argument().items();
        if (items.size() != 1) return std::nullopt;
        const auto inner = evaluate(items[0], depth + 1);
        return inner ? std::optional(!*inner) : std::nullopt;
      }
      case Function::and_:
      case Function::or_:
        return evaluate_all(value, depth);
      case Function::equals: {
        const auto items = value.argument().items();
        return items.size() == 2 ? equal(items[0], items[1]) : std::nullopt;
      }
      default:
        return std::nullopt;
    }
  }

  std::optional<bool> evaluate_all(const Node& value, int depth) {
    const bool is_and = value.calls(Function::and_);
    bool result = is_and;
    for (const Node& each : value.argument().items()) {
      // No short cut: all unknowns must be found at the first trial.
      const auto one = evaluate(each, depth + 1);
      if (!one) return std::nullopt;
      result = is_and ? result && *one : result || *one;
    }
    return result;
  }

  std::optional<bool> equal(const Node& left, const Node& right) {
    const auto left_text = known_text(&left);
    const auto right_text = known_text(&right);
    if (left_text && right_text) return *left_text == *right_text;
    if (!left_text && !right_text) {
      if (surely_same(left, right)) return true;
      std::string name = written_text(left) + "==" + written_text(right);
      return value_of(std::move(name), "true", nullptr) == "true";
    }
    const Node& unknown = left_text ? right : left;
    const std::string_view text = left_text ? *left_text : *right_text;
    return value_of(written_text(unknown), text, allowed_values(index_, unknown)) == text;
  }

  const std::string& value_of(std::string name, std::string_view candidate, const Node* allowed) {
    auto found = std::find_if(unknowns_.begin(), unknowns_.end(),
                              [&name](const Unknown& each) { return each.name == name; });
    if (found == unknowns_.end()) {
      Unknown fresh{.name = std::move(name), .values = {}};
      if (allowed == nullptr || allowed->items().empty()) {
        fresh.values.emplace_back(some_other_value);
        fresh.values.emplace_back(candidate);
      } else {
        for (const Node& each : allowed->items()) fresh.values.emplace_back(each.text());
      }
      unknowns_.push_back(std::move(fresh));
      found = unknowns_.end() - 1;
    } else if (found->values.front() == some_other_value &&
               std::find(found->values.begin(), found->values.end(), candidate) ==
                   found->values.end()) {
      found->values.emplace_back(candidate);
    }
    return found->values[found->chosen];
  }

  const tmpl::Index& index_;
  std::vector<Unknown> unknowns_;
};

}  // namespace

bool can_hold_together(const tmpl::Index& index, std::span<const Assumption> assumptions) {
  Trial trial(index);
  do {
    bool all = true;
    for (const Assumption& each : assumptions) {
      if (each.condition.empty()) continue;
      const auto holds = trial.holds(each.condition);
      if (!holds) return false;
      all = all && *holds == each.holds;
    }
    if (all) return true;
  } while (trial.combinations() <= max_tries && trial.advance());
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
