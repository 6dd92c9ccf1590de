#pragma once

#include <span>
#include <string>
#include <string_view>

#include "omnitrack/severity.hpp"
#include "support/edit_distance.hpp"

namespace omnitrack::cli {

using support::did_you_mean;

/// `a, b or c`, with another last word where one is given.
std::string listed(std::span<const std::string_view> words, std::string_view last_word = " or ");

/// `1 stack`, `2 stacks`.
std::string counted(std::size_t count, std::string_view noun);

/// `error`, `warning` or `info`.
std::string_view name_of(Severity severity);

}  // namespace omnitrack::cli
