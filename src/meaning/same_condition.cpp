#include "meaning/same_condition.hpp"

#include <algorithm>
#include <vector>

#include "meaning/canonical.hpp"
#include "meaning/condition_agreement.hpp"
#include "meaning/known.hpp"
#include "meaning/settled_text.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Function;
using tmpl::Node;

constexpr int deepest = 64;
/// Conditions that are made of more comparisons than this are not told alike: each layer of them
/// may take all of the layer below.
constexpr int most_calls = 200;

constexpr std::string_view always = "1";
constexpr std::string_view never = "0";

std::string text_of(bool holds) { return std::string(holds ? always : never); }

std::optional<bool> decided_by(const std::string& text) {
  if (text == always) return true;
  if (text == never) return false;
  return std::nullopt;
}

}  // namespace

const std::string& ConditionTexts::of(std::string_view name) const {
  const auto found = made_.find(name);
  if (found != made_.end()) return found->second.text;
  calls_ = 0;
  is_cut_ = false;
  std::string text = named(name, 0);
  const tmpl::Member* condition = index_.find_condition(name);
  const std::string_view key = condition == nullptr ? std::string_view() : condition->key();
  return made_.try_emplace(key, Made{std::move(text), calls_}).first->second.text;
}

std::optional<bool> ConditionTexts::decided(std::string_view name) const {
  return decided_by(of(name));
}

std::optional<bool> ConditionTexts::decided(const Node& equals) const {
  const auto items = equals.argument().items();
  if (items.size() != 2) return std::nullopt;
  const auto left = known(items[0]);
  const auto right = known(items[1]);
  if (left && right) return *left == *right;
  return surely_same(items[0], items[1]) ? std::optional(true) : std::nullopt;
}

/// What is cut short says nothing of what it is part of, and nothing for another question.
std::string ConditionTexts::named(std::string_view name, int depth) const {
  const auto found = made_.find(name);
  if (found != made_.end()) {
    calls_ += found->second.calls;
    return found->second.text;
  }
  const tmpl::Member* condition = index_.find_condition(name);
  if (condition == nullptr) return {};
  if (depth == deepest) is_cut_ = true;
  if (is_cut_ || !open_.insert(condition->key()).second) return {};
  const int first = calls_;
  std::string text = value_text(condition->value, depth + 1);
  open_.erase(condition->key());
  if (!is_cut_) made_.try_emplace(condition->key(), Made{text, calls_ - first});
  return text;
}

std::string ConditionTexts::value_text(const Node& value, int depth) const {
  if (++calls_ > most_calls || depth > deepest) is_cut_ = true;
  if (is_cut_) return {};
  switch (value.function) {
    case Function::condition:
      return named(value.argument().text(), depth);
    case Function::not_:
      return negated(value, depth);
    case Function::and_:
    case Function::or_:
      return joined(value, depth);
    case Function::equals:
      return equality(value);
    default:
      return {};
  }
}

/// The order of what is compared says nothing.
std::string ConditionTexts::equality(const Node& equals) const {
  if (const auto holds = decided(equals)) return text_of(*holds);
  std::vector<std::string> texts;
  for (const Node& each : equals.argument().items()) texts.push_back(canonical_text(each, {}));
  std::ranges::sort(texts);
  std::string all(tmpl::name_of(equals.function));
  all += '(';
  for (const std::string& each : texts) all.append(each).append(1, ',');
  return all + ')';
}

std::string ConditionTexts::negated(const Node& value, int depth) const {
  const auto items = value.argument().items();
  if (items.size() != 1) return {};
  const std::string inner = value_text(items[0], depth + 1);
  if (inner.empty()) return {};
  if (const auto holds = decided_by(inner)) return text_of(!*holds);
  return inner.starts_with('!') ? inner.substr(1) : '!' + inner;
}

/// The order of what is joined says nothing, and what is always or never so decides all or nothing.
std::string ConditionTexts::joined(const Node& value, int depth) const {
  const bool is_any = value.calls(Function::or_);
  std::vector<std::string> texts;
  bool are_told = true;
  for (const Node& each : value.argument().items()) {
    std::string text = value_text(each, depth + 1);
    const auto holds = decided_by(text);
    if (holds == is_any) return text;
    if (!holds) texts.push_back(std::move(text));
    are_told = are_told && (holds || !texts.back().empty());
  }
  if (!are_told) return {};
  if (texts.empty()) return text_of(!is_any);
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  if (texts.size() == 1) return texts.front();
  std::string all(tmpl::name_of(value.function));
  all += '(';
  for (const std::string& each : texts) all.append(each).append(1, ',');
  return all + ')';
}

std::optional<std::string> ConditionTexts::known(const Node& value) const {
  if (!value.calls(Function::ref)) return settled_text(index_, value);
  const KnownPlace* place = surroundings_.find(value.argument().text());
  return place == nullptr || place->is_assumed ? std::nullopt
                                               : std::optional<std::string>(place->text);
}

bool same_condition(const ConditionTexts& before, std::string_view old_name,
                    const ConditionTexts& after, std::string_view new_name) {
  const std::string& text = before.of(old_name);
  if (!text.empty() && text == after.of(new_name)) return true;
  return agreement(before.index(), old_name, after.index(), new_name) == Agreement::same;
}

bool opposite_condition(const ConditionTexts& before, std::string_view old_name,
                        const ConditionTexts& after, std::string_view new_name) {
  const std::string& was = before.of(old_name);
  const std::string& is = after.of(new_name);
  if (!was.empty() && !is.empty() && (was == '!' + is || '!' + was == is)) return true;
  return agreement(before.index(), old_name, after.index(), new_name) == Agreement::opposite;
}

}  // namespace omnitrack::meaning
