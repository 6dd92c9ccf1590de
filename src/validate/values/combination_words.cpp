#include "validate/values/combination_words.hpp"

#include <algorithm>

#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using schema::Rule;
using tmpl::Node;

namespace {

void append(std::string& words, std::string_view more, std::string_view between) {
  if (more.empty()) return;
  if (!words.empty()) words += between;
  words += more;
}

// The names whose values a part of a condition tells.
std::vector<std::string_view> told_names(Rule condition) {
  std::vector<std::string_view> names;
  for (std::uint32_t i = 0; i < condition.rule_count(); ++i) {
    if (condition.rule(i).keyword() == Rule::Keyword::properties) {
      append_names(condition.rule(i), names);
    }
  }
  return names;
}

// That a property is there goes without saying where its value is told.
std::string given_in_words(Rule required, const std::vector<std::string_view>& told) {
  std::vector<std::string_view> names;
  append_names(required, names);
  std::erase_if(names, [&told](std::string_view name) {
    return std::find(told.begin(), told.end(), name) != told.end();
  });
  if (names.empty()) return {};
  return joined(names, " and ") + (names.size() > 1 ? " are given" : " is given");
}

}  // namespace

std::string joined(const std::vector<std::string_view>& names, std::string_view between) {
  std::string words;
  for (const std::string_view name : names) append(words, quoted_in_brief(name), between);
  return words;
}

void append_names(Rule rule, std::vector<std::string_view>& names) {
  for (std::uint32_t i = 0; i < rule.name_count(); ++i) names.push_back(rule.name(i));
}

bool append_required_names(Rule rule, std::vector<std::string_view>& names) {
  switch (rule.keyword()) {
    case Rule::Keyword::required:
    case Rule::Keyword::required_or:
    case Rule::Keyword::required_xor:
      append_names(rule, names);
      return true;
    case Rule::Keyword::no_others:
      return true;
    case Rule::Keyword::all_of:
    case Rule::Keyword::any_of:
    case Rule::Keyword::one_of: {
      bool is_all = rule.rule_count() > 0;
      for (std::uint32_t i = 0; i < rule.rule_count(); ++i) {
        is_all = append_required_names(rule.rule(i), names) && is_all;
      }
      return is_all;
    }
    default:
      return false;
  }
}

std::string condition_in_words(Rule condition, const Node& value) {
  std::string words;
  switch (condition.keyword()) {
    case Rule::Keyword::all_of: {
      const std::vector<std::string_view> told = told_names(condition);
      for (std::uint32_t i = 0; i < condition.rule_count(); ++i) {
        const Rule rule = condition.rule(i);
        append(words,
               rule.keyword() == Rule::Keyword::required ? given_in_words(rule, told)
                                                         : condition_in_words(rule, value),
               " and ");
      }
      return words;
    }
    case Rule::Keyword::properties:
      for (std::uint32_t i = 0; i < condition.name_count(); ++i) {
        const Node* member = value.find(condition.name(i));
        if (member == nullptr) continue;
        append(words,
               member->is_scalar() ? quoted_in_brief(condition.name(i)) + " is " + in_words(*member)
                                   : condition_in_words(condition.rule(i), *member),
               " and ");
      }
      return words;
    case Rule::Keyword::required:
      return given_in_words(condition, {});
    default:
      return words;
  }
}

std::string failed_condition_in_words(Rule condition, const Node& value) {
  std::string words;
  if (condition.keyword() == Rule::Keyword::all_of) {
    for (std::uint32_t i = 0; i < condition.rule_count(); ++i) {
      append(words, failed_condition_in_words(condition.rule(i), value), " and ");
    }
  } else if (condition.keyword() == Rule::Keyword::properties) {
    words = condition_in_words(condition, value);
  } else if (condition.keyword() == Rule::Keyword::required) {
    for (std::uint32_t i = 0; i < condition.name_count(); ++i) {
      if (value.find(condition.name(i)) != nullptr) continue;
      append(words, quoted_in_brief(condition.name(i)) + " is missing", " and ");
    }
  }
  return words;
}

std::string forms_in_words(Rule rule) {
  std::string words;
  for (std::uint32_t i = 0; i < rule.rule_count(); ++i) {
    const Rule form = rule.rule(i);
    std::vector<std::string_view> names;
    append_required_names(form, names);
    if (names.empty()) return {};
    append(words, joined(names, " with "), ", or ");
  }
  return words.empty() ? words : "it may have " + words;
}

std::string others_in_words(Rule rule, const Node& map, const tmpl::Member& but) {
  std::string words;
  for (std::uint32_t i = 0; i < rule.rule_count(); ++i) {
    append(words, others_in_words(rule.rule(i), map, but), " and ");
  }
  if (rule.keyword() != Rule::Keyword::properties) return words;
  words.clear();
  for (std::uint32_t i = 0; i < rule.name_count(); ++i) {
    const Node* value = map.find(rule.name(i));
    if (value == nullptr || value == &but.value || !value->is_scalar()) continue;
    append(words, quoted_in_brief(rule.name(i)) + ' ' + std::string(value->text()), " and ");
  }
  return words;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count).append(1, ' ').append(count == 1 ? one : many);
}

std::string types_in_words(Rule types) {
  std::string words;
  for (std::uint32_t i = 0; i < types.name_count(); ++i) {
    append(words, types.name(i) == "object" ? "a map" : "a list", " or ");
  }
  return words;
}

}  // namespace omnitrack::validate
