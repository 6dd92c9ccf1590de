#pragma once

#include <set>

#include "limits_json.hpp"

// Rules as JSON: `rule_of` tells what the accessors say, `apart` brings the data into the same
// form.

namespace omnitrack::schema {

inline Json rule_of(Rule rule);

inline Json names_of(Rule rule, std::uint32_t from = 0) {
  Json names = Json::array();
  for (std::uint32_t i = from; i < rule.name_count(); ++i) names.push_back(rule.name(i));
  return names;
}

inline Json rules_in(Rule rule) {
  Json rules = Json::array();
  for (std::uint32_t i = 0; i < rule.rule_count(); ++i) rules.push_back(rule_of(rule.rule(i)));
  return rules;
}

inline Json dependent(Rule rule) {
  Json others;
  others[std::string(rule.name(0))] = names_of(rule, 1);
  return others;
}

inline Json conditional(Rule rule) {
  Json found = {{"if", rule_of(rule.rule(0))}};
  const Json branches = rules_in(rule);
  if (branches[1] != true) found["then"] = branches[1];
  if (branches[2] != true) found["else"] = branches[2];
  return found;
}

inline Json by_name(Rule rule) {
  Json found;
  for (std::uint32_t i = 0; i < rule.rule_count(); ++i) {
    found[std::string(rule.name(i))] = rule_of(rule.rule(i));
  }
  return found;
}

// Several keywords that hold together are an `all_of`; here they are told as one `allOf`.
inline Json rule_of(Rule rule) {
  using enum Rule::Keyword;
  switch (rule.keyword()) {
    case all_of:
      return rule.rule_count() == 0 ? Json(true) : Json{{"allOf", rules_in(rule)}};
    case any_of:
      return {{"anyOf", rules_in(rule)}};
    case one_of:
      return {{"oneOf", rules_in(rule)}};
    case not_:
      return {{"not", rule_of(rule.rule(0))}};
    case if_then_else:
      return conditional(rule);
    case required:
      return {{"required", names_of(rule)}};
    case required_xor:
      return {{"requiredXor", names_of(rule)}};
    case required_or:
      return {{"requiredOr", names_of(rule)}};
    case dependent_required:
      return {{"dependentRequired", dependent(rule)}};
    case dependent_excluded:
      return {{"dependentExcluded", dependent(rule)}};
    case properties:
      return {{"properties", by_name(rule)}};
    case no_others:
      return {{"onlyProperties", names_of(rule)}};
    case items:
      return {{"items", rule_of(rule.rule(0))}};
    case prefix_items:
      return {{"prefixItems", rules_in(rule)}};
    case contains:
      return {{"contains", rule_of(rule.rule(0))}};
    case types:
      return {{"type", names_of(rule)}};
    case enum_:
      return {{"enum", names_of(rule)}};
    case limits:
      return limits_of(rule.limits());
    case nothing:
      return false;
    case unique_keys:
      return {{"uniqueKeys", names_of(rule)}};
  }
  return nullptr;
}

// A fragment of the data in the same form: its keywords apart, in their order.
inline Json apart(const OrderedJson& fragment);

inline Json apart_in(const OrderedJson& fragments) {
  Json found = Json::array();
  for (const OrderedJson& each : fragments) found.push_back(apart(each));
  return found;
}

inline Json apart_by_name(const OrderedJson& fragments) {
  Json found;
  for (const auto& [name, each] : fragments.items()) found[name] = apart(each);
  return found;
}

inline bool is_limit(const std::string& key, const OrderedJson& fragment) {
  static const std::set<std::string> others = {"allOf",
                                               "anyOf",
                                               "oneOf",
                                               "not",
                                               "if",
                                               "then",
                                               "else",
                                               "required",
                                               "requiredXor",
                                               "requiredOr",
                                               "dependentRequired",
                                               "dependentExcluded",
                                               "properties",
                                               "onlyProperties",
                                               "items",
                                               "prefixItems",
                                               "contains",
                                               "type",
                                               "uniqueKeys"};
  if (key == "enum") return fragment.contains("enumIgnoresCase");
  return !others.contains(key);
}

inline void add_keyword(Json& found, const std::string& key, const OrderedJson& fragment) {
  const OrderedJson& value = fragment[key];
  if (key == "dependentRequired" || key == "dependentExcluded") {
    for (const auto& [name, others] : value.items()) found.push_back({{key, {{name, others}}}});
  } else if (key == "allOf" || key == "anyOf" || key == "oneOf" || key == "prefixItems") {
    found.push_back({{key, apart_in(value)}});
  } else if (key == "not" || key == "items" || key == "contains") {
    found.push_back({{key, apart(value)}});
  } else if (key == "if") {
    Json condition;
    for (const char* part : {"if", "then", "else"}) {
      if (fragment.contains(part)) condition[part] = apart(fragment[part]);
    }
    found.push_back(condition);
  } else if (key == "properties") {
    found.push_back({{key, apart_by_name(value)}});
  } else if (key != "then" && key != "else") {
    found.push_back({{key, value}});
  }
}

inline Json apart(const OrderedJson& fragment) {
  if (fragment.is_boolean()) return fragment;
  Json found = Json::array();
  Json limits = Json::object();
  for (const auto& [key, value] : fragment.items()) {
    if (is_limit(key, fragment)) {
      limits[key] = value;
    } else {
      add_keyword(found, key, fragment);
    }
  }
  if (!limits.empty()) found.push_back(limits);
  return found.size() == 1 ? found[0] : Json{{"allOf", found}};
}

}  // namespace omnitrack::schema
