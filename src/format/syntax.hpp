#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace omnitrack::format {

/// A comment on a line of its own.
struct Comment {
  std::string text;  ///< with its `#`
  bool is_after_blank_line = false;
};

/// What a value of a YAML text is.
enum class Shape : std::uint8_t { scalar, alias, list, map };

/// How a scalar is written.
enum class Style : std::uint8_t { plain, single_quoted, double_quoted, literal, folded };

struct Entry;

/// A value as it is written, with everything that its text says: comments, styles, tags, anchors.
struct Value {
  Shape shape = Shape::scalar;
  std::string tag;          ///< as it is written, e.g. `!Sub`; may be empty
  std::string anchor;       ///< without its `&`; may be empty
  std::uint32_t begin = 0;  ///< offset in the text, at its anchor or tag if it has one

  Style style = Style::plain;
  std::string text;  ///< of a scalar, without quotes and escapes; of an alias its name
  /// Of a scalar that takes several lines, these as they are written, without their indent: with
  /// quotes, and without the line of `>`. Empty for a literal block, whose text has its lines.
  std::vector<std::string> lines;

  bool is_flow = false;  ///< written in brackets
  std::vector<Entry> entries;
  std::vector<Comment> trailing;  ///< after the last entry, or below a key without a value

  std::string head_comment;  ///< on the line of the key, the dash or the tag before the value
  std::string line_comment;  ///< at the end of the value's last line

  [[nodiscard]] bool is_scalar() const { return shape == Shape::scalar; }
  [[nodiscard]] bool is_collection() const { return shape >= Shape::list; }
  [[nodiscard]] bool has_properties() const { return !tag.empty() || !anchor.empty(); }
  /// Whether nothing stands where the value would.
  [[nodiscard]] bool is_nothing() const {
    return is_scalar() && style == Style::plain && text.empty() && !has_properties();
  }
};

/// An item of a list, or a member of a map.
struct Entry {
  std::vector<Comment> before;
  bool is_after_blank_line = false;
  Value key;  ///< of a member
  Value value;
};

/// A YAML text with one document.
struct File {
  std::vector<Comment> before_start;    ///< before `---`
  std::vector<std::string> directives;  ///< such as `%YAML 1.1`
  bool has_start = false;               ///< whether `---` is written
  std::string start_comment;            ///< behind it
  Value root;
  std::vector<Comment> after;  ///< after a root that holds no comments itself
};

/// Whether a value has a tag that another tool reads: neither YAML's own nor a short form.
bool has_other_tag(const Value& value);

/// How many comments stand in a file.
std::size_t count_comments(const File& file);

/// Calls `visit` with each value below a value, and the value itself, inner ones first.
template <class Visit>
void for_each_value(Value& value, const Visit& visit) {
  for (Entry& entry : value.entries) for_each_value(entry.value, visit);
  visit(value);
}

}  // namespace omnitrack::format
