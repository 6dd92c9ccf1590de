#pragma once

#include <omnitrack/items.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack {

/// How a value of an event is compared.
enum class FilterComparison : std::uint8_t {
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
};

/// What an event must be like to count: words, fields of JSON, or fields between spaces.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
class FilterPattern {
 public:
  /// Every event.
  static FilterPattern all_events();
  /// A pattern as CloudWatch writes it.
  static FilterPattern literal(std::string_view pattern);
  /// Events that have all of these words.
  static FilterPattern all_terms(const Items<Text>& terms);
  /// Events that have any of these words.
  static FilterPattern any_term(const Items<Text>& terms);

  /// Events of JSON whose field is, or is not, a text, in which `*` stands for anything; the field
  /// is written as `$.level`.
  static FilterPattern text(std::string_view field, FilterComparison comparison,
                            std::string_view value);
  /// Events of JSON whose field is a number like that.
  static FilterPattern number(std::string_view field, FilterComparison comparison, double value);
  /// Events of JSON whose field is true or false.
  static FilterPattern boolean(std::string_view field, bool value);
  /// Events of JSON that have the field.
  static FilterPattern exists(std::string_view field);
  /// Events of JSON that do not have the field.
  static FilterPattern not_exists(std::string_view field);
  /// Events of JSON whose field is null.
  static FilterPattern is_null(std::string_view field);

  /// Events of fields between spaces, by their names in order; `...` stands for any number of
  /// fields. A condition on a field is added by `where`.
  static FilterPattern space_delimited(const Items<Text>& fields);
  /// The same, where a field between spaces is, or is not, a text, in which `*` stands for
  /// anything.
  [[nodiscard]] FilterPattern where_text(std::string_view field, FilterComparison comparison,
                                         std::string_view value) const;
  /// The same, where a field between spaces is a number like that.
  [[nodiscard]] FilterPattern where_number(std::string_view field, FilterComparison comparison,
                                           double value) const;

  /// Events of JSON for which both hold.
  friend FilterPattern operator&&(const FilterPattern& a, const FilterPattern& b) {
    return a.joined(b, "&&");
  }
  /// Events of JSON for which one holds.
  friend FilterPattern operator||(const FilterPattern& a, const FilterPattern& b) {
    return a.joined(b, "||");
  }

  /// The pattern as CloudWatch writes it.
  [[nodiscard]] Value<std::string> value() const;
  /// What is wrong with it; empty where nothing is.
  [[nodiscard]] std::string_view problem() const { return problem_; }

 private:
  enum class Kind : std::uint8_t { words, json, fields };
  FilterPattern(Kind kind, std::string_view text) : kind_(kind), text_(text) {}
  [[nodiscard]] FilterPattern joined(const FilterPattern& other, std::string_view op) const;
  [[nodiscard]] FilterPattern where(std::string_view field, std::string_view condition) const;

  Kind kind_;
  Text text_;  // of JSON without the braces, of fields without the brackets
  Text problem_ = {};
};

}  // namespace omnitrack
