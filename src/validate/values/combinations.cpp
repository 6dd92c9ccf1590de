#include "validate/values/combinations.hpp"

#include <algorithm>

#include "meaning/known.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using meaning::is_no_value;
using meaning::known_text;
using schema::Rule;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

// Whether a key makes members that are not seen.
bool is_unseen(std::string_view key) {
  return key.size() > 4 && key[0] == 'F' && key.starts_with("Fn::");
}

// Whether a key that does not stand in a map is there all the same.
Truth is_unseen_present(const Node& map) {
  const bool has_unseen =
      map.has_function_key && std::ranges::any_of(map.members(), is_unseen, &Member::key);
  return has_unseen ? Truth::unknown : Truth::no;
}

Truth is_value_present(const Node& value) {
  if (!value.is_call()) return Truth::yes;
  if (is_no_value(value)) return Truth::no;
  if (value.calls(Function::if_)) {
    const auto branches = value.argument().items();
    if (branches.size() != 3) return Truth::unknown;
    return same_or_unknown(is_value_present(branches[1]), is_value_present(branches[2]));
  }
  return value.calls(Function::transform) ? Truth::unknown : Truth::yes;
}

template <class Judge>
Truth for_all(std::uint32_t count, Judge judge) {
  Truth truth = Truth::yes;
  for (std::uint32_t i = 0; i < count && truth != Truth::no; ++i) truth = all(truth, judge(i));
  return truth;
}

template <class Judge>
Truth for_any(std::uint32_t count, Judge judge) {
  Truth truth = Truth::no;
  for (std::uint32_t i = 0; i < count && truth != Truth::yes; ++i) truth = any(truth, judge(i));
  return truth;
}

// Exactly one.
template <class Judge>
Truth for_one(std::uint32_t count, Judge judge) {
  std::uint32_t sure = 0;
  std::uint32_t possible = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Truth truth = judge(i);
    if (truth == Truth::yes) ++sure;
    if (truth != Truth::no) ++possible;
  }
  if (sure > 1 || possible == 0) return Truth::no;
  return sure == 1 && possible == 1 ? Truth::yes : Truth::unknown;
}

Truth has_no_others(const Node& map, Rule rule) {
  Truth truth = Truth::yes;
  for (const Member& member : map.members()) {
    bool is_named = false;
    for (std::uint32_t i = 0; i < rule.name_count() && !is_named; ++i) {
      is_named = rule.name(i) == member.key();
    }
    if (!is_named) truth = all(truth, negation(is_value_present(member.value)));
  }
  return truth;
}

Truth keeps_in_map(const Node& map, Rule rule) {
  const auto present = [&](std::uint32_t i) { return is_present(map, rule.name(i)); };
  switch (rule.keyword()) {
    case Rule::Keyword::required:
      return for_all(rule.name_count(), present);
    case Rule::Keyword::required_xor:
      return for_one(rule.name_count(), present);
    case Rule::Keyword::required_or:
      return for_any(rule.name_count(), present);
    case Rule::Keyword::dependent_required:
      if (present(0) == Truth::no) return Truth::yes;
      return any(negation(present(0)),
                 for_all(rule.name_count() - 1, [&](std::uint32_t i) { return present(i + 1); }));
    case Rule::Keyword::dependent_excluded:
      if (present(0) == Truth::no) return Truth::yes;
      return any(negation(present(0)), for_all(rule.name_count() - 1, [&](std::uint32_t i) {
                   return negation(is_said(map, rule.name(i + 1)));
                 }));
    case Rule::Keyword::properties:
      return for_all(rule.name_count(), [&](std::uint32_t i) {
        const Node* value = map.find(rule.name(i));
        return value == nullptr ? negation(is_unseen_present(map)) : keeps(*value, rule.rule(i));
      });
    case Rule::Keyword::no_others:
      return has_no_others(map, rule);
    default:
      return Truth::unknown;
  }
}

// A list some of whose items may vanish, or become others, is not judged by their number.
bool has_sure_items(const Node& list) {
  for (const Node& item : list.items()) {
    if (item.calls(Function::if_) || item.calls(Function::transform) ||
        item.calls(Function::unknown) || item.calls(Function::for_each) || is_no_value(item)) {
      return false;
    }
  }
  return true;
}

Truth keeps_in_list(const Node& list, Rule rule) {
  const auto items = list.items();
  const auto count = static_cast<std::uint32_t>(items.size());
  switch (rule.keyword()) {
    case Rule::Keyword::items:
      return for_all(count, [&](std::uint32_t i) { return keeps(items[i], rule.rule(0)); });
    case Rule::Keyword::prefix_items:
      if (!has_sure_items(list)) return Truth::unknown;
      return for_all(std::min(count, rule.rule_count()),
                     [&](std::uint32_t i) { return keeps(items[i], rule.rule(i)); });
    case Rule::Keyword::contains:
      if (!has_sure_items(list)) return Truth::unknown;
      return for_any(count, [&](std::uint32_t i) { return keeps(items[i], rule.rule(0)); });
    case Rule::Keyword::unique_keys:
      for (std::uint32_t i = 1; i < count; ++i) {
        for (std::uint32_t j = 0; j < i; ++j) {
          if (has_same_keys(items[j], items[i], rule)) return Truth::no;
        }
      }
      return Truth::yes;
    default:
      return Truth::unknown;
  }
}

bool is_one_of(const Node& value, Rule rule) {
  const auto number = number_in(value.text());
  const auto truth = boolean_in(value.text());
  for (std::uint32_t i = 0; i < rule.name_count(); ++i) {
    const std::string_view name = rule.name(i);
    if (name == value.text() || (number && number == number_in(name)) ||
        (truth && truth == boolean_in(name))) {
      return true;
    }
  }
  return false;
}

Truth keeps_limits(const Node& value, schema::Limits limits) {
  if (value.is_scalar()) return find_problem(value, limits) ? Truth::no : Truth::yes;
  const std::uint64_t count = value.count;
  const auto least = value.is(Kind::list) ? limits.min_items() : limits.min_properties();
  const auto most = value.is(Kind::list) ? limits.max_items() : limits.max_properties();
  if (!least && !most) return Truth::yes;
  if (value.is(Kind::list) && !has_sure_items(value)) return Truth::unknown;
  if (value.is(Kind::map)) {
    for (const Member& member : value.members()) {
      if (is_value_present(member.value) != Truth::yes) return Truth::unknown;
    }
  }
  return (least && count < *least) || (most && count > *most) ? Truth::no : Truth::yes;
}

// What a value that is not a call keeps of a rule that is made of no others.
Truth keeps_itself(const Node& value, Rule rule) {
  switch (rule.keyword()) {
    case Rule::Keyword::types:
      return for_any(rule.name_count(), [&](std::uint32_t i) {
        return value.is(rule.name(i) == "object" ? Kind::map : Kind::list) ? Truth::yes : Truth::no;
      });
    case Rule::Keyword::enum_:
      return value.is_scalar() && is_one_of(value, rule) ? Truth::yes : Truth::no;
    case Rule::Keyword::limits:
      return keeps_limits(value, rule.limits());
    case Rule::Keyword::items:
    case Rule::Keyword::prefix_items:
    case Rule::Keyword::contains:
    case Rule::Keyword::unique_keys:
      return value.is(Kind::list) ? keeps_in_list(value, rule) : Truth::yes;
    default:
      return value.is(Kind::map) ? keeps_in_map(value, rule) : Truth::yes;
  }
}

}  // namespace

Truth is_present(const Node& map, std::string_view key) {
  const Node* value = map.find(key);
  return value == nullptr ? is_unseen_present(map) : is_value_present(*value);
}

Truth is_said(const Node& map, std::string_view key) {
  const Node* value = map.find(key);
  const bool is_empty = value != nullptr && value->is(Kind::list) && value->items().empty();
  return is_empty ? Truth::no : is_present(map, key);
}

bool has_same_keys(const Node& left, const Node& right, Rule names) {
  for (std::uint32_t i = 0; i < names.name_count(); ++i) {
    const auto one = known_text(left.find(names.name(i)));
    const auto other = known_text(right.find(names.name(i)));
    if (!one || !other || *one != *other) return false;
  }
  return names.name_count() != 0;
}

Truth keeps(const Node& value, Rule rule) {
  const bool is_call = value.is_call() && !value.calls(Function::condition);
  if (is_call) {
    // Nothing is asked of what is not there.
    if (is_no_value(value)) return Truth::yes;
    if (value.calls(Function::if_)) {
      const auto branches = value.argument().items();
      if (branches.size() != 3) return Truth::unknown;
      return same_or_unknown(keeps(branches[1], rule), keeps(branches[2], rule));
    }
    // Without variables it is the text that it holds.
    const Node& text = value.argument();
    if (value.calls(Function::sub) && text.is(Kind::string) &&
        text.text().find("${") == std::string_view::npos) {
      return keeps(text, rule);
    }
  }
  const auto each = [&](std::uint32_t i) { return keeps(value, rule.rule(i)); };
  switch (rule.keyword()) {
    case Rule::Keyword::all_of:
      return for_all(rule.rule_count(), each);
    case Rule::Keyword::any_of:
      return for_any(rule.rule_count(), each);
    case Rule::Keyword::one_of:
      return for_one(rule.rule_count(), each);
    case Rule::Keyword::not_:
      return negation(each(0));
    case Rule::Keyword::if_then_else: {
      const Truth condition = each(0);
      if (condition == Truth::no && rule.rule_count() < 3) return Truth::yes;
      const Truth then = condition == Truth::no ? Truth::yes : each(1);
      const Truth otherwise =
          condition == Truth::yes || rule.rule_count() < 3 ? Truth::yes : each(2);
      return all(any(negation(condition), then), any(condition, otherwise));
    }
    case Rule::Keyword::nothing:
      return is_call ? negation(is_value_present(value)) : Truth::no;
    default:
      if (is_call || (value.is(Kind::string) && is_dynamic(value))) return Truth::unknown;
      return keeps_itself(value, rule);
  }
}

}  // namespace omnitrack::validate
