#include "support/base64.hpp"

#include <cstdint>

namespace omnitrack::support {

namespace {

constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr unsigned digit_bits = 6;
constexpr std::uint32_t digit_mask = 0x3F;
constexpr std::uint32_t byte_mask = 0xFF;

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view group = bytes.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      bits = bits << 8U | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
    }
    for (unsigned i = 0; i < 4; ++i) {
      const std::uint32_t digit = bits >> (3 - i) * digit_bits & digit_mask;
      text += i <= group.size() ? base64_digits[digit] : '=';
    }
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned count = 0;
  unsigned padding = 0;
  for (const char c : text) {
    if (c == '\n' || c == '\r') continue;
    if (c == '=') {
      ++padding;
      continue;
    }
    const std::size_t digit = base64_digits.find(c);
    if (digit == std::string_view::npos || padding != 0) return std::nullopt;
    bits = bits << digit_bits | static_cast<std::uint32_t>(digit);
    count += digit_bits;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & byte_mask);
  }
  if (padding > 2 || count == digit_bits) return std::nullopt;
  return bytes;
}

}  // namespace omnitrack::support
