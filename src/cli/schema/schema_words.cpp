#include "cli/schema/schema_words.hpp"

#include <algorithm>
#include <charconv>

#include "cli/page/wording.hpp"

namespace omnitrack::cli {

namespace {

using schema::Accepts;
using schema::Limits;
using schema::Rule;
using schema::Type;
using Words = std::vector<std::string>;

constexpr std::size_t max_values_in_rule = 20;

std::string number(double value) {
  char text[32];
  const auto end = std::to_chars(std::begin(text), std::end(text), value).ptr;
  return {std::begin(text), end};
}

std::string number(std::uint64_t value) { return std::to_string(value); }

// `1 to 63 characters`, `at least 1 item`.
template <class T>
void add_range(Words& words, const std::optional<T>& least, const std::optional<T>& most,
               std::string_view unit = {}) {
  if (!least && !most) return;
  std::string text;
  if (least && most) {
    text = *least == *most ? number(*least) : number(*least) + " to " + number(*most);
  } else {
    text = least ? "at least " + number(*least) : "at most " + number(*most);
  }
  const bool is_one = most ? *most == T{1} && (!least || *least == T{1}) : *least == T{1};
  if (!unit.empty()) text.append(" ").append(unit).append(is_one ? "" : "s");
  words.push_back(std::move(text));
}

std::string allowed_values(const Limits& limits, std::size_t max_values) {
  const std::size_t count = limits.enum_count();
  Words values;
  for (std::uint32_t i = 0; i < std::min(count, max_values); ++i) {
    values.emplace_back(limits.enum_value(i));
  }
  std::string text = (count == 1 ? "" : "one of ") + joined(values, ", ");
  if (count > max_values) text += " and " + std::to_string(count - max_values) + " others";
  if (limits.enum_ignores_case()) text += ", in any case";
  if (!limits.enum_as_of().empty()) text.append(" as of ").append(limits.enum_as_of());
  return text;
}

Words names_of(const Rule& rule) {
  Words names;
  for (std::uint32_t i = 0; i < rule.name_count(); ++i) names.emplace_back(rule.name(i));
  return names;
}

std::vector<Rule> rules_of(const Rule& rule) {
  std::vector<Rule> rules;
  for (std::uint32_t i = 0; i < rule.rule_count(); ++i) rules.push_back(rule.rule(i));
  return rules;
}

std::string are_there(const Words& names) {
  return joined(names, " and ") + (names.size() == 1 ? " is there" : " are there");
}

std::string each_in_words(const std::vector<Rule>& rules, std::string_view last_word) {
  Words words;
  for (const Rule& each : rules) words.push_back('(' + rule_in_words(each) + ')');
  return joined(words, last_word);
}

// The one property that a choice asks for, whether or not it forbids all the others.
std::optional<std::string> only_name(const Rule& rule) {
  if (rule.keyword() == Rule::Keyword::required) {
    return rule.name_count() == 1 ? std::optional(std::string(rule.name(0))) : std::nullopt;
  }
  if (rule.keyword() != Rule::Keyword::all_of) return std::nullopt;
  std::optional<std::string> name;
  for (const Rule& part : rules_of(rule)) {
    const bool says_name =
        part.keyword() == Rule::Keyword::required || part.keyword() == Rule::Keyword::no_others;
    if (!says_name || part.name_count() != 1) return std::nullopt;
    if (name && *name != part.name(0)) return std::nullopt;
    name = std::string(part.name(0));
  }
  return name;
}

std::string choice(const Rule& rule, std::string_view how_many) {
  Words names;
  const std::vector<Rule> rules = rules_of(rule);
  for (const Rule& each : rules) {
    if (std::optional<std::string> name = only_name(each)) names.push_back(std::move(*name));
  }
  std::string text(how_many);
  if (names.size() == rules.size()) return text + " of " + joined(names, " and ") + " is there";
  return text + " holds: " + each_in_words(rules, " or ");
}

std::string value_in_words(const Rule& rule);

std::string values_in_words(const std::vector<Rule>& rules, std::string_view last_word) {
  Words words;
  for (const Rule& each : rules) words.push_back(value_in_words(each));
  return joined(words, last_word);
}

// What is said of one value: a phrase that follows its name.
std::string value_in_words(const Rule& rule) {
  switch (rule.keyword()) {
    case Rule::Keyword::enum_:
      return "is " + joined(names_of(rule), " or ");
    case Rule::Keyword::types:
      return "is of the kind " + joined(names_of(rule), " or ");
    case Rule::Keyword::limits: {
      const Words words = limits_in_words(rule.limits(), max_values_in_rule);
      return words.empty() ? "is there" : "is limited to " + joined(words, " and ");
    }
    case Rule::Keyword::all_of:
      return values_in_words(rules_of(rule), " and ");
    case Rule::Keyword::any_of:
    case Rule::Keyword::one_of:
      return values_in_words(rules_of(rule), " or ");
    case Rule::Keyword::required:
      return "has " + joined(names_of(rule), " and ");
    case Rule::Keyword::no_others:
      return "has nothing but " + joined(names_of(rule), " and ");
    case Rule::Keyword::properties:
      return "has (" + rule_in_words(rule) + ')';
    case Rule::Keyword::unique_keys:
      return "has no two items that are equal in " + joined(names_of(rule), " and ");
    case Rule::Keyword::not_: {
      const Rule inner = rule.rule(0);
      if (inner.keyword() != Rule::Keyword::enum_) break;
      return "is not " + joined(names_of(inner), " or ");
    }
    case Rule::Keyword::nothing:
      return "is not there";
    default:
      break;
  }
  return "is such that " + rule_in_words(rule);
}

std::string properties_in_words(const Rule& rule) {
  Words words;
  for (std::uint32_t i = 0; i < rule.name_count(); ++i) {
    words.push_back(std::string(rule.name(i)) + ' ' + value_in_words(rule.rule(i)));
  }
  return joined(words, " and ");
}

std::string condition_in_words(const Rule& rule) {
  std::string text = "where " + rule_in_words(rule.rule(0)) + ": ";
  const Rule then = rule.rule(1);
  const bool has_then = then.keyword() != Rule::Keyword::all_of || then.rule_count() != 0;
  if (has_then) text += rule_in_words(then);
  if (rule.rule_count() < 3) return text;
  return text + (has_then ? "; else " : "nothing; else ") + rule_in_words(rule.rule(2));
}

}  // namespace

std::string joined(const Words& words, std::string_view last_word) {
  return listed(std::vector<std::string_view>(words.begin(), words.end()), last_word);
}

std::string type_in_words(const Type& type) {
  const std::uint16_t accepts = type.accepts();
  Words words;
  for (std::uint32_t i = 0; i < type.shape_count(); ++i) {
    words.emplace_back(type.shape(i).name());
  }
  if (accepts & Accepts::list) words.push_back("list of " + type_in_words(type.item()));
  if (accepts & Accepts::map) {
    words.push_back("map from any key to " + type_in_words(type.map_value()));
  }
  if (accepts & Accepts::tag) words.emplace_back("tag");
  if (accepts & Accepts::string) words.emplace_back("string");
  if (accepts & Accepts::boolean) words.emplace_back("boolean");
  if (accepts & Accepts::integer) words.emplace_back("integer");
  if (accepts & Accepts::number) words.emplace_back("number");
  if (accepts & Accepts::date_time) words.emplace_back("date and time");
  if (accepts & Accepts::json) words.emplace_back("any value");
  return joined(words, " or ");
}

Words limits_in_words(const Limits& limits, std::size_t max_values) {
  Words words;
  if (!limits) return words;
  if (limits.enum_count() != 0) words.push_back(allowed_values(limits, max_values));
  add_range(words, limits.min_length(), limits.max_length(), "character");
  add_range(words, limits.minimum(), limits.maximum());
  if (limits.exclusive_minimum()) words.push_back("above " + number(*limits.exclusive_minimum()));
  if (limits.exclusive_maximum()) words.push_back("below " + number(*limits.exclusive_maximum()));
  if (limits.multiple_of()) words.push_back("a multiple of " + number(*limits.multiple_of()));
  add_range(words, limits.min_items(), limits.max_items(), "item");
  if (limits.unique_items()) words.emplace_back("no item twice");
  add_range(words, limits.min_properties(), limits.max_properties(), "member");
  if (!limits.format().empty()) words.push_back("format " + std::string(limits.format()));
  if (limits.pattern()) words.push_back("pattern " + std::string(limits.pattern()->text()));
  return words;
}

std::string rule_in_words(const Rule& rule) {
  if (!rule.about().empty()) return std::string(rule.about());
  const Words names = names_of(rule);
  switch (rule.keyword()) {
    case Rule::Keyword::all_of: {
      Words words;
      for (const Rule& each : rules_of(rule)) words.push_back(rule_in_words(each));
      return words.empty() ? "anything" : joined(words, " and ");
    }
    case Rule::Keyword::any_of:
      return choice(rule, "at least one");
    case Rule::Keyword::one_of:
      return choice(rule, "exactly one");
    case Rule::Keyword::not_:
      return "it is not so that " + rule_in_words(rule.rule(0));
    case Rule::Keyword::if_then_else:
      return condition_in_words(rule);
    case Rule::Keyword::required:
      return are_there(names);
    case Rule::Keyword::required_xor:
      return "exactly one of " + joined(names, " and ") + " is there";
    case Rule::Keyword::required_or:
      return "at least one of " + joined(names, " and ") + " is there";
    case Rule::Keyword::dependent_required:
      return names.front() + " needs " + joined({names.begin() + 1, names.end()}, " and ");
    case Rule::Keyword::dependent_excluded:
      return names.front() + " excludes " + joined({names.begin() + 1, names.end()}, " and ");
    case Rule::Keyword::properties:
      return properties_in_words(rule);
    case Rule::Keyword::no_others:
      return names.empty() ? "nothing is there"
                           : "nothing but " + joined(names, " and ") + " is there";
    case Rule::Keyword::items:
      return "each item " + value_in_words(rule.rule(0));
    case Rule::Keyword::prefix_items:
      return "the first items are " + each_in_words(rules_of(rule), ", ");
    case Rule::Keyword::contains:
      return "at least one item " + value_in_words(rule.rule(0));
    case Rule::Keyword::unique_keys:
      return "no two items are equal in " + joined(names, " and ");
    case Rule::Keyword::types:
    case Rule::Keyword::enum_:
    case Rule::Keyword::limits:
      return "the value " + value_in_words(rule);
    case Rule::Keyword::nothing:
      return "this is refused";
  }
  return {};
}

}  // namespace omnitrack::cli
