#include "omnitrack/events/match.hpp"

#include <cmath>

namespace omnitrack {

namespace {

// A whole number is written without a fraction.
Json number_json(double number) {
  if (std::nearbyint(number) == number && std::abs(number) < 1e15) {
    return static_cast<std::int64_t>(number);
  }
  return number;
}

Json numeric(std::string_view comparison, double number) {
  return Json::array({Json(comparison), number_json(number)});
}

// One text stands for itself.
Json one_or_all(const List<std::string>& texts) {
  const Node& node = texts.node();
  if (node.kind == NodeKind::list && node.size == 1) return Json::from_node(node.items[0]);
  return texts;
}

Json anything_but_like(std::string_view kind, const List<std::string>& texts) {
  return Json::object({{kind, one_or_all(texts)}});
}

}  // namespace

Match Match::prefix(const Value<std::string>& text) { return of("prefix", text); }

Match Match::suffix(const Value<std::string>& text) { return of("suffix", text); }

Match Match::equals_ignore_case(const Value<std::string>& text) {
  return of("equals-ignore-case", text);
}

Match Match::prefix_ignore_case(const Value<std::string>& text) {
  return of("prefix", Json::object({{"equals-ignore-case", text}}));
}

Match Match::suffix_ignore_case(const Value<std::string>& text) {
  return of("suffix", Json::object({{"equals-ignore-case", text}}));
}

Match Match::wildcard(const Value<std::string>& pattern) { return of("wildcard", pattern); }

Match Match::cidr(const Value<std::string>& block) { return of("cidr", block); }

Match Match::exists() { return of("exists", true); }

Match Match::does_not_exist() { return of("exists", false); }

Match Match::anything_but(const Items<Match>& values) {
  List<Json> all;
  for (const Match& value : values) all.add(value.json());
  return of("anything-but", all);
}

Match Match::anything_but_prefix(const List<std::string>& prefixes) {
  return of("anything-but", anything_but_like("prefix", prefixes));
}

Match Match::anything_but_suffix(const List<std::string>& suffixes) {
  return of("anything-but", anything_but_like("suffix", suffixes));
}

Match Match::anything_but_ignore_case(const List<std::string>& texts) {
  return of("anything-but", anything_but_like("equals-ignore-case", texts));
}

Match Match::anything_but_wildcard(const List<std::string>& patterns) {
  return of("anything-but", anything_but_like("wildcard", patterns));
}

Match Match::number_equals(double number) { return of("numeric", numeric("=", number)); }

Match Match::greater_than(double number) { return of("numeric", numeric(">", number)); }

Match Match::at_least(double number) { return of("numeric", numeric(">=", number)); }

Match Match::less_than(double number) { return of("numeric", numeric("<", number)); }

Match Match::at_most(double number) { return of("numeric", numeric("<=", number)); }

Match Match::between(double least, double most) {
  return of("numeric",
            Json::array({Json(">="), number_json(least), Json("<="), number_json(most)}));
}

MatchField::MatchField(const Items<Match>& matches) : json_(Json::array({})) {
  for (const Match& match : matches) json_.add(match.json());
}

MatchField::MatchField(const MatchFields& fields) : json_(fields.fields()) {}

MatchField::MatchField(std::initializer_list<MatchEntry> fields)
    : MatchField(MatchFields(fields)) {}

MatchFields::MatchFields(std::initializer_list<Entry> fields) {
  for (const Entry& each : fields) add(each.name, each.field);
}

MatchFields MatchFields::any_of(const Items<MatchFields>& alternatives) {
  MatchFields fields;
  fields.add_any_of(alternatives);
  return fields;
}

void MatchFields::add(std::string_view name, const MatchField& field) {
  fields_.set(detail::copy_text(name), field.json());
}

void MatchFields::add_any_of(const Items<MatchFields>& alternatives) {
  List<Json> all;
  for (const MatchFields& each : alternatives) all.add(Json(each.fields()));
  fields_.set("$or", all);
}

}  // namespace omnitrack
