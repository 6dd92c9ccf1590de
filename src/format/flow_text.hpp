#pragma once

#include <optional>
#include <string>

#include "format/syntax.hpp"

namespace omnitrack::format {

/// Anchor and tag of a value; empty where it has none.
std::string properties_text(const Value& value);

/// A scalar or an alias on one line, without its properties; nothing where it takes several.
std::optional<std::string> word_text(const Value& value, bool in_flow);

/// A key with its colon.
std::string key_text(const Value& key, bool in_flow);

/// A list or a map that is written in brackets, on one line; nothing where that cannot be, as of
/// one with comments or blocks in it.
std::optional<std::string> flow_text(const Value& value);

/// How many columns a text takes.
std::size_t width_of(std::string_view text);

}  // namespace omnitrack::format
