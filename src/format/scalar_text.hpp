#pragma once

#include <string>
#include <string_view>

namespace omnitrack::format {

/// Whether a text without quotes is read as this text by every reader: no number, date, boolean or
/// null of YAML 1.1 or 1.2, and nothing that YAML means something by. `in_flow` is for a text
/// between brackets.
bool can_be_plain(std::string_view text, bool in_flow);

/// A text on one line: without quotes where it can be, else in single quotes where those do, else
/// in double quotes.
std::string scalar_text(std::string_view text, bool in_flow);

/// Whether a text can stand as lines under `|`.
bool can_be_literal(std::string_view text);

/// What stands behind `|` or `>`: an indent where the text begins with a blank, and what becomes of
/// the line ends at its end.
std::string block_header(std::string_view text);

}  // namespace omnitrack::format
