#include "omnitrack/stepfunctions/path_value.hpp"

namespace omnitrack {

namespace detail {

StateCondition compare_path(const Text& path, std::string_view comparison, const Json& with) {
  Json rule = Json::object({{"Variable", path}});
  rule.set(comparison, with);
  return StateCondition::from_json(rule);
}

StateCondition negate(const StateCondition& condition) {
  return StateCondition::from_json(Json::object({{"Not", condition.json()}}));
}

Json path_marker(const Text& path) { return Json::object({{".$", path}}); }

}  // namespace detail

namespace {

// Conditions that are joined alike stand beside each other.
void add_joined(Json& list, const StateCondition& condition, std::string_view word) {
  const Node& node = condition.json().node();
  const bool is_joined_alike =
      node.kind == NodeKind::object && node.size == 1 && node.fields[0].key == word;
  if (!is_joined_alike) {
    list.add(condition.json());
    return;
  }
  const Node& joined = node.fields[0].value;
  for (std::uint32_t i = 0; i < joined.size; ++i) list.add(Json::from_node(joined.items[i]));
}

StateCondition join_conditions(const StateCondition& a, const StateCondition& b,
                               std::string_view word) {
  Json list = Json::array({});
  add_joined(list, a, word);
  add_joined(list, b, word);
  Json rule = Json::object({});
  rule.set(word, list);
  return StateCondition::from_json(rule);
}

}  // namespace

StateCondition ValueAt::is_present() const {
  return detail::compare_path(path_, "IsPresent", true);
}
StateCondition ValueAt::is_null() const { return detail::compare_path(path_, "IsNull", true); }
StateCondition ValueAt::is_string() const { return detail::compare_path(path_, "IsString", true); }
StateCondition ValueAt::is_numeric() const {
  return detail::compare_path(path_, "IsNumeric", true);
}
StateCondition ValueAt::is_boolean() const {
  return detail::compare_path(path_, "IsBoolean", true);
}
StateCondition ValueAt::is_timestamp() const {
  return detail::compare_path(path_, "IsTimestamp", true);
}

StateCondition StringAt::matches(std::string_view pattern) const {
  return detail::compare_path(path_, "StringMatches", pattern);
}

StateCondition operator==(const BooleanAt& a, const Value<bool>& b) {
  return detail::compare_path(a.path_, "BooleanEquals", b);
}

StateCondition operator==(const BooleanAt& a, const BooleanAt& b) {
  return detail::compare_path(a.path_, "BooleanEqualsPath", b.path_);
}

StateCondition operator&&(const StateCondition& a, const StateCondition& b) {
  return join_conditions(a, b, "And");
}

StateCondition operator||(const StateCondition& a, const StateCondition& b) {
  return join_conditions(a, b, "Or");
}

}  // namespace omnitrack
