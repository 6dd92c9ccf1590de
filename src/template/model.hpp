#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/arena.hpp"

namespace omnitrack::tmpl {

/// What a value of a template is.
enum class Kind : std::uint8_t { null, boolean, number, string, list, map };

/// The intrinsic function that a map of one member calls by its key.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
enum class Function : std::uint8_t {
  none,
  unknown,  ///< a key that begins with `Fn::` and names no function known here
  ref,
  condition,  ///< `{"Condition": "Name"}`: a call only where a condition is expected
  and_,
  base64,
  cidr,
  contains,
  each_member_equals,
  each_member_in,
  equals,
  find_in_map,
  for_each,  ///< the key is `Fn::ForEach::NAME`; may stand beside other members
  get_att,
  get_azs,
  get_stack_output,
  if_,
  import_value,
  join,
  length,
  not_,
  or_,
  ref_all,
  select,
  split,
  sub,
  to_json_string,
  transform,
  value_of,
  value_of_all,
};

/// The key that calls a function, e.g. `Fn::GetAtt`; empty for `none` and `unknown`.
std::string_view name_of(Function function);

/// Whether a key begins as those of functions do, `Ref` and `Condition` apart.
constexpr bool is_function_key(std::string_view key) {
  return key.size() >= 4 && __builtin_memcmp(key.data(), "Fn::", 4) == 0;
}

struct Member;

/// A value with its place in the text: 24 bytes, in the arena of its template.
/// YAML's short forms are read as the maps that they stand for; `is_short_form` tells them apart.
struct Node {
  Kind kind = Kind::null;
  Function function = Function::none;  ///< of a map of one member
  bool is_short_form : 1 = false;      ///< written as a YAML tag such as `!Ref`
  bool is_plain : 1 = false;           ///< a YAML scalar without quotes, or a JSON number or word
  bool is_literal : 1 = false;         ///< of a scalar: without an opening brace and controls
  bool has_function_key : 1 = false;   ///< of a map: a key begins with `Fn::`
  bool has_key_table : 1 = false;      ///< of a large map: a `KeyTable` lies behind its members
  std::uint32_t count = 0;             ///< bytes of the text, items or members
  std::uint32_t begin = 0;             ///< offset of its first byte in the source
  std::uint32_t end = 0;               ///< offset after its last byte
  union {
    const char* characters = nullptr;
    const Node* first_item;
    const Member* first_member;
  };

  [[nodiscard]] bool is(Kind other) const { return kind == other; }
  /// Whether it is a null, boolean, number or string.
  [[nodiscard]] bool is_scalar() const { return kind < Kind::list; }
  /// Whether it calls a function. `condition` counts: the caller knows whether one is expected.
  [[nodiscard]] bool is_call() const { return function != Function::none; }
  [[nodiscard]] bool calls(Function other) const { return function == other; }

  /// A string without quotes and escapes; a null as it is written; a boolean as `true` or `false`,
  /// and a number in digits, however YAML spells them; one that has none as it is, such as `.inf`.
  [[nodiscard]] std::string_view text() const {
    return is_scalar() ? std::string_view(characters, count) : std::string_view{};
  }
  /// Of a list; else empty.
  [[nodiscard]] std::span<const Node> items() const {
    return kind == Kind::list ? std::span(first_item, count) : std::span<const Node>{};
  }
  /// Of a map, in the order of the text; else empty.
  [[nodiscard]] inline std::span<const Member> members() const;
  /// The value under a key; null where there is none or this is not a map.
  [[nodiscard]] inline const Node* find(std::string_view key) const;
  /// The first member of a key; null where there is none or this is not a map.
  [[nodiscard]] inline const Member* find_member(std::string_view key) const;
  /// What a call is given. Must be a map of one member.
  [[nodiscard]] inline const Node& argument() const;
};

/// A key and its value.
struct Member {
  const char* key_characters = nullptr;
  std::uint32_t key_size = 0;
  std::uint32_t key_begin = 0;  ///< offset of the key's first byte (a quote, if it has one)
  Node value;

  [[nodiscard]] std::string_view key() const { return {key_characters, key_size}; }
};

inline std::span<const Member> Node::members() const {
  return kind == Kind::map ? std::span(first_member, count) : std::span<const Member>{};
}

/// Maps of more members have a table of their keys, so that looking up all of them is not
/// quadratic.
inline constexpr std::uint32_t most_members_searched = 256;

/// Finds a key of a map with `has_key_table`.
const Member* find_by_table(const Node& map, std::string_view key);

/// Most keys differ in size or in their first letter: the others are not looked at.
[[gnu::always_inline]] inline bool has_key(const Member& member, std::string_view key) {
  return member.key_size == key.size() &&
         (key.empty() || (*member.key_characters == key.front() &&
                          std::memcmp(member.key_characters, key.data(), key.size()) == 0));
}

inline const Member* Node::find_member(std::string_view key) const {
  if (has_key_table) return find_by_table(*this, key);
  for (const Member& member : members()) {
    if (has_key(member, key)) return &member;
  }
  return nullptr;
}

inline const Node* Node::find(std::string_view key) const {
  if (has_key_table) {
    const Member* member = find_by_table(*this, key);
    return member == nullptr ? nullptr : &member->value;
  }
  for (const Member& member : members()) {
    if (has_key(member, key)) return &member.value;
  }
  return nullptr;
}

inline const Node& Node::argument() const { return first_member->value; }

/// How a template is written.
enum class Format : std::uint8_t { json, yaml };

/// A place in a text; both count from 1, columns count characters.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// A template's text and the values in it. Neither may move while nodes are in use, so it is
/// made once and held by its owner.
class Template {
 public:
  Template(std::string file, std::string text) : file_(std::move(file)), text_(std::move(text)) {}
  Template(const Template&) = delete;
  Template& operator=(const Template&) = delete;

  /// The name to show; `-` for standard input.
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] Format format() const { return format_; }
  /// The part of the text in which a value stands; empty where it comes from no text.
  [[nodiscard]] std::string_view written(const Node& value) const {
    const std::string_view text = text_;
    return value.end > text.size() ? std::string_view()
                                   : text.substr(value.begin, value.end - value.begin);
  }
  /// The whole document.
  [[nodiscard]] const Node& root() const { return root_; }
  /// Gives the text back, for whoever has no more use for the nodes, which end with it.
  [[nodiscard]] std::string release_text() { return std::move(text_); }
  /// The line and column of an offset.
  [[nodiscard]] Place place(std::uint32_t offset) const;

 private:
  friend class Builder;

  std::string file_;
  std::string text_;
  Format format_ = Format::json;
  Node root_;
  support::Arena arena_;
  [[nodiscard]] std::uint32_t continuations_before(std::uint32_t offset) const;

  // Made when first asked for: where lines begin, and how many bytes continue a character before
  // each block.
  mutable std::vector<std::uint32_t> line_begins_;
  mutable std::vector<std::uint32_t> continuations_;
};

}  // namespace omnitrack::tmpl
