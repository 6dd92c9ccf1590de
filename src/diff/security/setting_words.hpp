#pragma once

#include <cstddef>
#include <string>

#include "diff/security/measure.hpp"

namespace omnitrack::diff {

/// More values of a list are counted.
inline constexpr std::size_t most_shown_values = 4;

/// How a setting changes, in words.
std::string words_of(const Setting& setting, const Measure& before, const Measure& after,
                     bool is_safer);

/// What a resource that comes has from the beginning.
std::string words_of(const Setting& setting, const Measure& measure);

}  // namespace omnitrack::diff
