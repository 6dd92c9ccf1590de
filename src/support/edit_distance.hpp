#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace omnitrack::support {

/// More candidates are not looked at: no template has as many names of a kind.
inline constexpr std::size_t most_candidates = 2'000;

/// The candidate that a wrong name most likely meant, by edits without regard to case; empty where
/// none is near.
std::string_view nearest(std::string_view wrong, std::span<const std::string_view> candidates);

/// A hint with that candidate, `did you mean 'X'?`; empty where none is near.
std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> candidates);

}  // namespace omnitrack::support
