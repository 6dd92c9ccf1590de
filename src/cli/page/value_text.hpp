#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "template/model.hpp"

namespace omnitrack::cli {

/// A value of a template on one line, for people: `"text"`, `!Ref Vpc`, `[1, 2]`, `{Key: "Name"}`;
/// a statement of a policy in words. Shows no control characters.
std::string value_text(const tmpl::Node& value);

/// Whether a value is a statement of a policy.
bool is_statement(const tmpl::Node& value);

/// A text of at most so many characters: the middle of a longer one is left out.
std::string cut_in_the_middle(std::string_view text, std::size_t width, bool is_unicode);

/// The path of a change for people: without `/Properties` and the `/-` of a new item, and with the
/// escapes of RFC 6901 undone.
std::string shown_path(std::string_view path);

}  // namespace omnitrack::cli
