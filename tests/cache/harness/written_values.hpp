#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace omnitrack::cache_test {

/// A value that tells for which key and as which it was written, of a size that differs with both.
std::string make_value(std::string_view key, std::uint64_t number);

/// Whether a value is, byte by byte, one that `make_value` made for a key.
bool is_made_for(std::string_view key, const std::string& value);

}  // namespace omnitrack::cache_test
