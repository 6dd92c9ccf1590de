#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "schema/schema.hpp"
#include "template/model.hpp"
#include "validate/truth.hpp"

namespace omnitrack::validate {

/// A text that a function puts together: its known pieces, and a gap for each that is known at the
/// deployment only. Gaps of the same reference are written alike.
class GappedText {
 public:
  /// Nothing where no piece is known.
  static std::optional<GappedText> of(const tmpl::Node& value);
  explicit GappedText(std::string text) : text_(std::move(text)) {}

  /// Whether it begins, ends or goes on somewhere with a text.
  [[nodiscard]] Truth starts_with(std::string_view part) const;
  [[nodiscard]] Truth ends_with(std::string_view part) const;
  [[nodiscard]] Truth contains(std::string_view part) const;
  /// Whether it has what a pattern asks for.
  [[nodiscard]] Truth matches(schema::Pattern pattern) const;
  /// Whether it can become a text.
  [[nodiscard]] bool may_be(std::string_view text) const;

  /// The known pieces, with a mark around what each gap refers to.
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The text for a person, with dots for each gap.
  [[nodiscard]] std::string shown() const;
  /// What is known before the first gap, and behind the last one.
  [[nodiscard]] std::string_view beginning() const;
  [[nodiscard]] std::string_view ending() const;
  /// Calls `visit(std::string_view)` with each known piece.
  template <class Visit>
  void for_each_piece(Visit visit) const;

 private:
  std::string text_;
};

/// The marks around a gap. JSON's readers take no such characters unless they are escaped.
inline constexpr char gap_begin = '\1';
inline constexpr char gap_end = '\2';

/// Whether a text has a gap.
inline bool has_gap(std::string_view text) { return text.find(gap_begin) != text.npos; }

/// The JSON that a text expression puts together, with a text in place of each gap; where a gap
/// stands for a whole value, which may be anything, `is_whole_value` knows that text. Empty where
/// the value is no text.
std::string json_with_gaps(const tmpl::Node& value);

/// Whether a value of such JSON stands for anything.
bool is_whole_value(const tmpl::Node& value);

/// Whether a value begins as JSON does: with a brace or a bracket.
bool begins_as_json(const tmpl::Node& value);

template <class Visit>
void GappedText::for_each_piece(Visit visit) const {
  std::string_view rest = text_;
  while (true) {
    const std::size_t gap = rest.find(gap_begin);
    if (const std::string_view piece = rest.substr(0, gap); !piece.empty()) visit(piece);
    if (gap == rest.npos) return;
    rest.remove_prefix(rest.find(gap_end) + 1);
  }
}

}  // namespace omnitrack::validate
