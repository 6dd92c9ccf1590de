#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "validate/context.hpp"

namespace omnitrack::validate {

// The small fixed shapes of a template itself: a parameter, an output, an update policy, ….

/// What the value of a key must be.
enum class Wants : std::uint8_t { anything, text, integer, number, boolean, list, map };

/// A key that a shape has.
struct KnownKey {
  std::string_view name;
  Wants wants = Wants::anything;
};

/// A shape, and how what is wrong with it is reported.
struct KnownShape {
  std::string_view owner;  ///< how a message names it, e.g. `a parameter`
  std::span<const KnownKey> keys;
  GradedCode unknown_key;  ///< for a key that it has not
  GradedCode wrong_value;  ///< for a value of the wrong kind
};

/// What a value is, for a message: `a list`, `null`, `the text 'x'`, `a call of Fn::Sub`.
std::string what_is(const tmpl::Node& value);

/// Whether a value may be what is wanted; a call, and a text with a dynamic reference, may be
/// anything. CloudFormation takes a number or boolean that is written as text, and any of them as
/// text. Null passes: that it is refused everywhere is reported once for all.
bool may_be(const tmpl::Node& value, Wants wants);

/// What is wanted, for a message: `a whole number`.
std::string_view wanted(Wants wants);

/// Checks that a value is a map with known keys and values of the right kind; a loop and an
/// `Fn::Transform` are passed over. Returns whether it is a map whose keys may be looked at.
bool check_shape(const Context& context, const KnownShape& shape, const tmpl::Node& value,
                 const meaning::Path& path);

/// Whether a value is a map that is not a call and whose keys may all be seen.
bool is_seen_map(const tmpl::Node& value);

/// Whether a name is letters and digits alone, as CloudFormation wants most names.
bool is_alphanumeric(std::string_view name);

}  // namespace omnitrack::validate
