#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "template/model.hpp"

namespace omnitrack::cli {

/// A value of a template on one line, for people: `"text"`, `!Ref Vpc`, `[1, 2]`, `{Key: "Name"}`;
/// a statement of a policy in words. Shows no control characters.
std::string value_text(const tmpl::Node& value);

/// Whether a value is a statement of a policy.
bool is_statement(const tmpl::Node& value);

/// A text of at most so many characters: the middle of a longer one is left out.
std::string cut_in_the_middle(std::string_view text, std::size_t width, bool is_unicode);

/// Two texts that differ, each as `cut_in_the_middle` has it; where that leaves out how they
/// differ, the part around the first difference.
std::pair<std::string, std::string> cut_to_difference(std::string_view one, std::string_view other,
                                                      std::size_t width, bool is_unicode);

/// The path of a change for people: without `/Properties` and the `/-` of a new item, and with the
/// escapes of RFC 6901 undone.
std::string shown_path(std::string_view path);

}  // namespace omnitrack::cli
