#pragma once

#include <cstdint>
#include <cstring>
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
inline std::uint64_t quick_hash(std::string_view bytes) {
  constexpr std::uint64_t factor = 0x9e3779b97f4a7c15U;
  std::uint64_t hash = bytes.size() * factor;
  const char* next = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 8; next += 8, left -= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, next, 8);
    hash = (hash ^ word) * factor;
    hash ^= hash >> 32;
  }
  std::uint64_t rest = 0;
  if (left != 0) std::memcpy(&rest, next, left);  // an empty text may have no address
  hash = (hash ^ rest) * factor;
  // The last letters of a short text stand in the high bits, and tables take the low ones.
  hash = (hash ^ (hash >> 32)) * factor;
  return hash ^ (hash >> 32);
}

/// The number's last 10 hexadecimal digits.
std::string short_hex(std::uint64_t number);

}  // namespace omnitrack::support
