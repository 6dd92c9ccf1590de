#pragma once

#include <string>
#include <string_view>

namespace omnitrack::cache {

/// A text's SHA-1 in hexadecimal, by which Redis names scripts.
std::string hex_sha1(std::string_view text);

/// A text's SHA-256 in hexadecimal.
std::string hex_sha256(std::string_view text);

}  // namespace omnitrack::cache
