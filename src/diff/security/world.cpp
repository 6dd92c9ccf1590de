#include "diff/security/world.hpp"

#include <algorithm>

#include "diff/meaning.hpp"
#include "validate/known.hpp"

namespace omnitrack::diff {

using tmpl::Function;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr int deepest_condition = 16;

/// `Env = prod`
std::string shown_part(const Node& value) {
  if (value.calls(Function::ref)) return std::string(value.argument().text());
  return value.is_scalar() ? std::string(value.text()) : "…";
}

std::string shown_test(const Node& equals) {
  const auto items = equals.argument().items();
  if (items.size() != 2) return "a condition";
  return shown_part(items[0]) + " = " + shown_part(items[1]);
}

}  // namespace

bool World::holds(const Side& side, std::string_view condition) {
  return look_up(side, condition, 0);
}

bool World::look_up(const Side& side, std::string_view condition, int depth) {
  const Member* found = side.index == nullptr ? nullptr : side.index->find_condition(condition);
  const auto known = std::ranges::find_if(
      known_, [&](const Known& each) { return each.side == &side && each.condition == condition; });
  if (known != known_.end() && known->holds) return *known->holds;
  // One that is being looked at depends on itself.
  if (found == nullptr || known != known_.end()) {
    return choose(std::string(condition), std::string(condition));
  }
  const std::size_t at = known_.size();
  known_.push_back({.side = &side, .condition = condition});
  const bool holds = evaluate(side, found->value, condition, depth + 1);
  known_[at].holds = holds;
  return holds;
}

bool World::evaluate(const Side& side, const Node& value, std::string_view name, int depth) {
  if (depth > deepest_condition || !value.is_call()) {
    return choose(canonical_text(value, {}), std::string(name));
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
      const auto left = validate::known_text(&items[0]);
      const auto right = validate::known_text(&items[1]);
      if (left && right) return *left == *right;
      break;
    }
    default:
      break;
  }
  std::string key = canonical_text(value, {});
  if (side.is_moved(value)) key += '\'';
  return choose(std::move(key), name.empty() ? shown_test(value) : std::string(name));
}

bool World::choose(std::string key, std::string shown) {
  const auto found = std::ranges::find(choices_, key, &Choice::key);
  if (found != choices_.end()) return found->holds;
  choices_.push_back({.key = std::move(key), .shown = std::move(shown)});
  return true;
}

bool World::next() {
  while (!choices_.empty() && !choices_.back().holds) choices_.pop_back();
  if (choices_.empty()) return false;
  choices_.back().holds = false;
  known_.clear();
  return true;
}

}  // namespace omnitrack::diff
