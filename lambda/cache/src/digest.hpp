#pragma once

#include <string>
#include <string_view>

namespace omnitrack::cache {

/// Bytes in hexadecimal, by small letters.
std::string in_hex(std::string_view bytes);

/// A text's SHA-1 in hexadecimal, by which Redis names scripts.
std::string hex_sha1(std::string_view text);

/// A text's SHA-256 in hexadecimal.
std::string hex_sha256(std::string_view text);

}  // namespace omnitrack::cache
