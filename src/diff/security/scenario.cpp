#include "diff/security/scenario.hpp"

#include <algorithm>

#include "meaning/canonical.hpp"
#include "meaning/known.hpp"

namespace omnitrack::diff {

using meaning::canonical_text;
using tmpl::Function;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr int deepest_condition = 16;

/// `Env = prod`
std::string shown_part(const Node& value) {
  if (value.calls(Function::ref)) return std::string(value.argument().text());
  if (!value.is_scalar()) return "…";
  return value.count == 0 ? "''" : std::string(value.text());
}

std::string shown_test(const Node& test) {
  const auto items = test.argument().items();
  if (!test.calls(Function::equals) || items.size() != 2) return "a condition";
  return shown_part(items[0]) + " = " + shown_part(items[1]);
}

/// What an `Fn::Equals` compares with which literal.
void add_comparison(const Node& test, Choice& choice) {
  const auto items = test.argument().items();
  if (!test.calls(Function::equals) || items.size() != 2) return;
  for (const std::size_t at : {0U, 1U}) {
    const auto literal = meaning::known_text(&items[1 - at]);
    if (!literal) continue;
    choice.subject = canonical_text(items[at], {});
    choice.literal = *literal;
  }
}

/// Whether a value is a parameter whose `AllowedValues` do not have a text.
bool cannot_be(const Side& side, const Node& value, std::optional<std::string_view> text) {
  if (!text || !value.calls(Function::ref) || side.index == nullptr) return false;
  const auto* parameter = side.index->find_parameter(value.argument().text());
  const Node* allowed =
      parameter == nullptr ? nullptr : parameter->member->value.find("AllowedValues");
  if (allowed == nullptr || allowed->items().empty()) return false;
  return std::ranges::none_of(
      allowed->items(), [&text](const Node& each) { return meaning::known_text(&each) == text; });
}

}  // namespace

bool Scenario::holds(const Side& side, std::string_view condition) {
  return look_up(side, condition, 0);
}

bool Scenario::look_up(const Side& side, std::string_view condition, int depth) {
  const Member* found = side.index == nullptr ? nullptr : side.index->find_condition(condition);
  std::vector<std::size_t>& places = known_of_[condition];
  const auto known =
      std::ranges::find_if(places, [&](std::size_t place) { return known_[place].side == &side; });
  if (known != places.end() && known_[*known].holds) return *known_[*known].holds;
  // One that is being looked at depends on itself.
  if (found == nullptr || known != places.end()) {
    return choose({.key = std::string(condition), .shown = std::string(condition)});
  }
  const std::size_t at = known_.size();
  known_.push_back({.side = &side, .condition = condition});
  places.push_back(at);
  const bool holds = evaluate(side, found->value, condition, depth + 1);
  known_[at].holds = holds;
  return holds;
}

bool Scenario::evaluate(const Side& side, const Node& value, std::string_view name, int depth) {
  if (depth > deepest_condition || !value.is_call()) {
    return choose({.key = canonical_text(value, {}), .shown = std::string(name)});
  }
  const auto items = value.argument().items();
  switch (value.function) {
    case Function::condition:
      return look_up(side, value.argument().text(), depth);
    case Function::not_:
      if (items.size() != 1) break;
      return !evaluate(side, items[0], {}, depth + 1);
    case Function::and_:
      return std::ranges::all_of(
          items, [&](const Node& each) { return evaluate(side, each, {}, depth + 1); });
    case Function::or_:
      return std::ranges::any_of(
          items, [&](const Node& each) { return evaluate(side, each, {}, depth + 1); });
    case Function::equals: {
      if (items.size() != 2) break;
      const auto left = side.said_text(items[0]);
      const auto right = side.said_text(items[1]);
      if (left && right) return *left == *right;
      if (cannot_be(side, items[0], right) || cannot_be(side, items[1], left)) return false;
      break;
    }
    default:
      break;
  }
  Choice choice{.key = canonical_text(value, {}),
                .shown = name.empty() ? shown_test(value) : std::string(name)};
  choice.is_changing = side.changed->has(name) || side.changed->are_mentioned(value);
  add_comparison(value, choice);
  if (side.is_moved(value)) {
    choice.key += '\'';
    choice.subject += '\'';
  }
  return choose(std::move(choice));
}

bool Scenario::choose(Choice choice) {
  const auto found = choice_of_.find(choice.key);
  if (found != choice_of_.end()) return choices_[found->second].holds;
  if (!choice.subject.empty()) {
    // What equals one text equals no other.
    const auto [holding, is_new] = holding_.try_emplace(choice.subject, choices_.size());
    if (!is_new && choices_[holding->second].literal != choice.literal) return false;
  }
  choice_of_[choice.key] = choices_.size();
  choices_.push_back(std::move(choice));
  return true;
}

bool Scenario::next() {
  while (!choices_.empty() && !choices_.back().holds) {
    choice_of_.erase(choices_.back().key);
    choices_.pop_back();
  }
  if (choices_.empty()) return false;
  choices_.back().holds = false;
  const auto holding = holding_.find(choices_.back().subject);
  if (holding != holding_.end() && holding->second + 1 == choices_.size()) holding_.erase(holding);
  known_.clear();
  known_of_.clear();
  return true;
}

}  // namespace omnitrack::diff
