#pragma once

#include <string>
#include <string_view>

namespace omnitrack::fuzz {

/// Two templates in one input.
struct Pair {
  std::string_view before;
  std::string_view after;
};

/// Whether there are two, with a line `====` between them.
bool has_two(std::string_view input);
/// The two; of an input of one this, and nothing.
Pair split(std::string_view input);
/// An input of two.
std::string joined(std::string_view before, std::string_view after);

}  // namespace omnitrack::fuzz
