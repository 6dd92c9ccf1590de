#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "template/index.hpp"

namespace omnitrack::meaning {

// What is known of a value before anything is deployed.

/// Whether a value is `{"Ref": "AWS::NoValue"}`, which stands for nothing at all.
inline bool is_no_value(const tmpl::Node& value) {
  return value.calls(tmpl::Function::ref) && value.argument().text() == "AWS::NoValue";
}

/// The condition, the value where it holds and the value where it does not of an `Fn::If`; empty
/// for anything else.
inline std::span<const tmpl::Node> branches_of(const tmpl::Node& value) {
  if (!value.calls(tmpl::Function::if_)) return {};
  const auto items = value.argument().items();
  return items.size() == 3 ? items : std::span<const tmpl::Node>();
}

/// The `AllowedValues` of the parameter that a Ref names; null for anything else.
const tmpl::Node* allowed_values(const tmpl::Index& index, const tmpl::Node& value);

/// Whether a text holds a dynamic reference, such as `{{resolve:ssm:name}}`: it may become any
/// text.
inline bool is_dynamic(std::string_view text) {
  constexpr std::string_view opening = "{{resolve:";
  return text.size() >= opening.size() && text.find(opening) != std::string_view::npos;
}

/// The same of the text of a scalar.
inline bool is_dynamic(const tmpl::Node& scalar) {
  return !scalar.is_literal && is_dynamic(scalar.text());
}

/// The text of a scalar that surely is what it says: no call, no null, no dynamic reference. An
/// `Fn::Sub` without variables counts. Null is taken as an absent value.
std::optional<std::string_view> known_text(const tmpl::Node* value);

/// A whole number that is surely known, written as a number or as text.
std::optional<std::int64_t> known_integer(const tmpl::Node* value);

/// `true` or `false`, written as a boolean or as text.
std::optional<bool> known_boolean(const tmpl::Node* value);

/// Whether a map has keys such as `Fn::Transform` or `Fn::ForEach::X`, which make members that are
/// not seen; nothing can be called missing in it then.
inline bool may_have_more(const tmpl::Node& map) { return map.has_function_key; }

/// Whether a macro of one's own gets the members of a map, by an `Fn::Transform` among them, and
/// may change any.
bool may_be_rewritten(const tmpl::Node& map);

/// Whether such a macro gets a whole resource or its properties.
bool may_be_rewritten(const tmpl::ResourceEntry& resource);

/// The properties of a resource where they are a map that no such macro changes, else null.
const tmpl::Node* unchanged_properties(const tmpl::ResourceEntry& resource);

/// The properties of a resource where all of them are seen, else null.
const tmpl::Node* all_properties(const tmpl::ResourceEntry& resource);

/// A property that is seen; null where it is absent or is `AWS::NoValue`.
const tmpl::Node* find_value(const tmpl::Node* map, std::string_view key);

/// Whether two values are written alike, so that they are the same in one stack. A call of
/// something unknown is like nothing.
bool surely_same(const tmpl::Node& left, const tmpl::Node& right);

/// A text that is alike for values that are written alike, and for no others.
std::string written_text(const tmpl::Node& value);

}  // namespace omnitrack::meaning
