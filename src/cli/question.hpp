#pragma once

#include <string_view>

#include "cli/console.hpp"

namespace omnitrack::cli {

/// Whether there is a terminal to ask on: standard input and stderr both are one.
bool can_ask();

/// Asks a question on stderr, and whether it was answered with `y` or `yes`.
bool is_answered_yes(std::string_view question);

/// Throws UsageError where a verb that asks can ask nobody and was not told to go on anyway.
void check_can_ask(bool is_yes, std::string_view verb);

}  // namespace omnitrack::cli
