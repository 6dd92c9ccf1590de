#pragma once

#include <omnitrack/items.hpp>
#include <omnitrack/json.hpp>

namespace omnitrack {

/// What the value of a field must be like: a condition in the pattern of a rule of EventBridge, of
/// a pipe, and in the filter of a subscription to a topic. A text, a number, true or false stands
/// for exactly that value.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
class Match {
 public:
  /// That text.
  template <class S>
    requires(detail::TextLike<S>)
  Match(const S& text) : json_(text) {}
  /// That number, or true or false.
  template <class A>
    requires(std::is_arithmetic_v<A> && !std::is_same_v<A, char>)
  Match(const A& number_or_bool) : json_(number_or_bool) {}
  /// That text, which is known when the stack is deployed.
  template <class T>
    requires(std::is_same_v<T, std::string> || detail::IdentifierKind<T>)
  Match(const Value<T>& text) : json_(text) {}

  /// A text that begins like this.
  static Match prefix(const Value<std::string>& text);
  /// A text that ends like this.
  static Match suffix(const Value<std::string>& text);
  /// This text in letters of any case.
  static Match equals_ignore_case(const Value<std::string>& text);
  /// A text that begins like this in letters of any case.
  static Match prefix_ignore_case(const Value<std::string>& text);
  /// A text that ends like this in letters of any case.
  static Match suffix_ignore_case(const Value<std::string>& text);
  /// A text that fits a pattern in which `*` stands for any characters.
  static Match wildcard(const Value<std::string>& pattern);
  /// An address in a block, e.g. `10.0.0.0/24`.
  static Match cidr(const Value<std::string>& block);
  /// That the field is there.
  static Match exists();
  /// That the field is not there.
  static Match does_not_exist();

  /// Neither of these texts and numbers.
  static Match anything_but(const Items<Match>& values);
  /// No text that begins like one of these.
  static Match anything_but_prefix(const List<std::string>& prefixes);
  /// No text that ends like one of these.
  static Match anything_but_suffix(const List<std::string>& suffixes);
  /// None of these texts in letters of any case.
  static Match anything_but_ignore_case(const List<std::string>& texts);
  /// No text that fits one of these patterns with `*`.
  static Match anything_but_wildcard(const List<std::string>& patterns);

  /// This number, however it is written.
  static Match number_equals(double number);
  /// A number greater than this.
  static Match greater_than(double number);
  /// A number not less than this.
  static Match at_least(double number);
  /// A number less than this.
  static Match less_than(double number);
  /// A number not greater than this.
  static Match at_most(double number);
  /// A number from the first to the second, both included.
  static Match between(double least, double most);

  /// The condition as it is written.
  [[nodiscard]] const Json& json() const { return json_; }

 private:
  // Of one argument: two would make a condition of a field with its condition.
  explicit Match(const Map<Json>& operation) : json_(operation) {}
  static Match of(std::string_view name, const Json& value) {
    return Match(Map<Json>{{name, value}});
  }
  Json json_;
};

class MatchFields;
struct MatchEntry;

/// What a field must be like: one of several conditions, or an object whose fields have conditions
/// in turn.
class MatchField {
 public:
  /// That condition.
  template <class M>
    requires(std::is_convertible_v<const M&, Match>)
  MatchField(const M& match) : MatchField(Items<Match>{Match(match)}) {}
  /// One of these conditions.
  MatchField(std::initializer_list<Match> matches) : MatchField(Items<Match>(matches)) {}
  /// One of the conditions of a range.
  template <class R>
    requires(detail::RangeOf<R, Match> && !detail::TextLike<R> &&
             !std::is_same_v<std::remove_cvref_t<R>, Items<Match>>)
  MatchField(R&& matches) : MatchField(Items<Match>(matches)) {}
  /// One of these conditions.
  MatchField(const Items<Match>& matches);
  /// An object with such fields.
  MatchField(const MatchFields& fields);
  /// An object with these fields, e.g. `{{"name", "photos"}}`.
  MatchField(std::initializer_list<MatchEntry> fields);

  /// The condition as it is written.
  [[nodiscard]] const Json& json() const { return json_; }

 private:
  Json json_;
};

/// A field with its condition.
struct MatchEntry {
  Text name;
  MatchField field;
};

/// Fields with their conditions, all of which must hold, e.g.
/// `{{"state", {"running", Match::prefix("stop")}}, {"cpu", Match::at_least(90)}}`, or with fields
/// of their own: `{{"bucket", {{"name", "photos"}}}}`. None by default.
class MatchFields {
 public:
  /// A field with its condition.
  using Entry = MatchEntry;

  /// None.
  MatchFields() = default;
  /// These fields.
  MatchFields(std::initializer_list<Entry> fields);
  /// The fields of a `std::map` or another range of pairs.
  template <class R>
    requires(!std::is_same_v<std::remove_cvref_t<R>, MatchFields> && requires(R & range) {
      Text(std::begin(range)->first);
      MatchField(std::begin(range)->second);
    })
  MatchFields(R&& range) {
    for (auto&& [name, field] : range) add(name, field);
  }

  /// That one of these holds at least.
  static MatchFields any_of(const Items<MatchFields>& alternatives);

  /// Adds a field.
  void add(std::string_view name, const MatchField& field);
  /// Adds that one of these holds at least, besides the fields.
  void add_any_of(const Items<MatchFields>& alternatives);
  /// Whether there is none.
  [[nodiscard]] bool is_empty() const { return !fields_.is_set(); }
  /// The fields as they are written.
  [[nodiscard]] const Map<Json>& fields() const { return fields_; }

 private:
  Map<Json> fields_;
};

}  // namespace omnitrack
