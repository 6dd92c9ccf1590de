#include "validate/values/combination_words.hpp"

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
    case Rule::Keyword::all_of:
      for (std::uint32_t i = 0; i < condition.rule_count(); ++i) {
        const Rule rule = condition.rule(i);
        std::string more = condition_in_words(rule, value);
        // That a property is there goes without saying where its value is told.
        if (rule.keyword() == Rule::Keyword::required && condition.rule_count() > 1) more.clear();
        append(words, more, " and ");
      }
      return words;
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
    case Rule::Keyword::required: {
      std::vector<std::string_view> names;
      append_names(condition, names);
      return joined(names, " and ") + (names.size() > 1 ? " are given" : " is given");
    }
    default:
      return words;
  }
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

std::string types_in_words(Rule types) {
  std::string words;
  for (std::uint32_t i = 0; i < types.name_count(); ++i) {
    append(words, types.name(i) == "object" ? "a map" : "a list", " or ");
  }
  return words;
}

}  // namespace omnitrack::validate
