#pragma once

#include <cstddef>
#include <string_view>

namespace omnitrack::support {

/// How many edits lead from one word to another, without regard to case: insertions, deletions,
/// replacements and swaps of neighbours.
std::size_t edits_between(std::string_view a, std::string_view b);

/// The only name that a hint of `did_you_mean` offers; empty where it offers two, and of any other
/// hint.
std::string_view name_in_hint(std::string_view hint);

}  // namespace omnitrack::support
