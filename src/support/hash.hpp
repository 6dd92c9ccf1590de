#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace omnitrack::support {

/// FNV-1a of 64 bits, the same on every machine.
constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t state = 0xcbf29ce484222325U) {
  for (const char c : bytes) {
    state = (state ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  }
  return state;
}

/// A hash for tables in memory: quicker, and free to differ between machines and versions.
std::uint64_t quick_hash(std::string_view bytes);

/// The number's last 10 hexadecimal digits.
std::string short_hex(std::uint64_t number);

}  // namespace omnitrack::support
