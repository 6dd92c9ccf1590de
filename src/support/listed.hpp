#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace omnitrack::support {

/// `A`, `A and B`, `A, B and C`; of more than `most`, `A, B and 5 more`.
std::string listed(std::span<const std::string> texts, std::size_t most);

}  // namespace omnitrack::support
