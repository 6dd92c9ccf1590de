#pragma once

#include <optional>
#include <string>

namespace omnitrack::schema {

/// The text of a block that the program carries: its size as a number of 32 bits, then the text as
/// zlib packs it. Nothing where the block is damaged.
std::optional<std::string> inflated(const unsigned char* begin, const unsigned char* end);

}  // namespace omnitrack::schema
