#include "support/hash.hpp"

#include <cstring>

namespace omnitrack::support {

std::uint64_t quick_hash(std::string_view bytes) {
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

std::string short_hex(std::uint64_t number) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text(10, '0');
  for (std::size_t i = text.size(); i-- > 0; number >>= 4) text[i] = digits[number & 15];
  return text;
}

}  // namespace omnitrack::support
