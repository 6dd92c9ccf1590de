#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "meaning/known.hpp"
#include "schema/schema.hpp"
#include "template/model.hpp"
#include "validate/truth.hpp"

namespace omnitrack::validate {

/// The marks around a gap. JSON's readers take no such characters unless they are escaped.
inline constexpr char gap_begin = '\1';
inline constexpr char gap_end = '\2';

/// Whether a text has a gap.
inline bool has_gap(std::string_view text) { return text.find(gap_begin) != text.npos; }

/// Where a text goes on behind the gap that begins at a place; at its end where the gap has none,
/// as a template may have these characters too.
inline std::size_t end_of_gap(std::string_view text, std::size_t begin) {
  const std::size_t end = text.find(gap_end, begin);
  return end == text.npos ? text.size() : end + 1;
}

/// A text that a function puts together: its known pieces, and a gap for each that is known at the
/// deployment only. Gaps of the same reference are written alike.
class GappedText {
 public:
  /// Nothing where no piece is known.
  static std::optional<GappedText> of(const tmpl::Node& value);
  /// A text without gaps that somebody else holds.
  explicit GappedText(std::string_view held) : held_(held) {}

  /// Whether it begins, ends or goes on somewhere with a text.
  [[nodiscard]] Truth starts_with(std::string_view part) const;
  [[nodiscard]] Truth ends_with(std::string_view part) const;
  [[nodiscard]] Truth contains(std::string_view part) const;
  /// Whether it has what a pattern asks for.
  [[nodiscard]] Truth matches(schema::Pattern pattern) const;
  /// Whether it can become a text.
  [[nodiscard]] bool may_be(std::string_view text) const;

  /// The known pieces, with a mark around what each gap refers to.
  [[nodiscard]] std::string_view text() const { return made_.empty() ? held_ : made_; }
  [[nodiscard]] bool has_gaps() const { return !made_.empty() && has_gap(made_); }
  /// The text for a person, with dots for each gap.
  [[nodiscard]] std::string shown() const;
  /// What is known before the first gap, and behind the last one.
  [[nodiscard]] std::string_view beginning() const;
  [[nodiscard]] std::string_view ending() const;
  /// Calls `visit(std::string_view)` with each known piece.
  template <class Visit>
  void for_each_piece(Visit visit) const;

 private:
  std::string_view held_;
  std::string made_;  ///< where it is not held
};

/// The JSON that a text expression puts together, with a text in place of each gap; where a gap
/// stands for a whole value, which may be anything, `is_whole_value` knows that text. Empty where
/// the value is no text.
std::string json_with_gaps(const tmpl::Node& value);

/// Whether a value of such JSON stands for anything.
bool is_whole_value(const tmpl::Node& value);

/// Whether a text that is put together begins as JSON does: with a brace or a bracket.
bool call_begins_as_json(const tmpl::Node& call);

/// Whether a value does.
inline bool begins_as_json(const tmpl::Node& value) {
  if (value.is_call()) return call_begins_as_json(value);
  const std::string_view text = value.text();
  return !text.empty() && (text.front() == '{' || text.front() == '[') &&
         meaning::known_text(&value);
}

template <class Visit>
void GappedText::for_each_piece(Visit visit) const {
  std::string_view rest = text();
  while (true) {
    const std::size_t gap = rest.find(gap_begin);
    if (const std::string_view piece = rest.substr(0, gap); !piece.empty()) visit(piece);
    if (gap == rest.npos) return;
    rest.remove_prefix(end_of_gap(rest, gap));
  }
}

}  // namespace omnitrack::validate
