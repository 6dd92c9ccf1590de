#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "meaning/known.hpp"
#include "omnitrack/finding_code.hpp"
#include "schema/schema.hpp"
#include "template/model.hpp"

namespace omnitrack::validate {

using meaning::is_dynamic;

/// What is wrong with one value.
struct ValueProblem {
  FindingCode<Severity::error, Severity::warning> code;
  std::string message;
  std::string hint;
  bool is_warning = false;  ///< it may be right by now
};

/// A type in words: `text`, `a list or a map`.
std::string in_words(schema::Type type);
/// What a value is, in words.
std::string in_words(const tmpl::Node& value);
/// A value between quotes, cut where it is long.
std::string quoted_in_brief(std::string_view text);

/// Whether a place takes text, a boolean or a number at all.
inline bool takes_scalars(std::uint16_t accepts) {
  using schema::Accepts;
  constexpr auto scalars = static_cast<std::uint16_t>(
      static_cast<unsigned>(Accepts::string) | static_cast<unsigned>(Accepts::boolean) |
      static_cast<unsigned>(Accepts::integer) | static_cast<unsigned>(Accepts::number) |
      static_cast<unsigned>(Accepts::json) | static_cast<unsigned>(Accepts::date_time));
  return (accepts & scalars) != 0;
}

/// Whether a text, a boolean or a number has a type; CloudFormation takes each as text and the
/// other way round.
bool has_type(const tmpl::Node& scalar, std::uint16_t accepts);

/// What is wrong with the type of a text, a boolean or a number, or with its value.
std::optional<ValueProblem> find_problem(const tmpl::Node& scalar, schema::Type type,
                                         schema::Limits limits);

/// The same for its value alone.
std::optional<ValueProblem> find_problem(const tmpl::Node& scalar, schema::Limits limits);

/// That a value is none of those allowed, with the nearest; `as_of` is the day of a list that
/// grows.
ValueProblem none_of_allowed(std::string_view value, std::span<const std::string_view> allowed,
                             std::string_view as_of = {});

/// How many characters a text of UTF-8 has.
std::size_t count_characters(std::string_view text);

/// A number, written as one or as text.
std::optional<double> number_in(std::string_view text);

/// A boolean, written as CloudFormation takes it.
std::optional<bool> boolean_in(std::string_view text);

}  // namespace omnitrack::validate
