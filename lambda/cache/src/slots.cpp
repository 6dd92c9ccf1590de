#include "slots.hpp"

#include <array>

namespace omnitrack::cache {

namespace {

// The polynomial of XMODEM's CRC of 16 bits, by whose remainder a cluster places its keys.
constexpr std::uint16_t polynomial = 0x1021;

constexpr std::array<std::uint16_t, 256> make_remainders() {
  std::array<std::uint16_t, 256> remainders{};
  for (unsigned byte = 0; byte < remainders.size(); ++byte) {
    unsigned remainder = byte << 8U;
    for (int bit = 0; bit < 8; ++bit) {
      const bool carries = (remainder & 0x8000U) != 0;
      remainder = (remainder << 1U) ^ (carries ? polynomial : 0U);
    }
    remainders[byte] = static_cast<std::uint16_t>(remainder);
  }
  return remainders;
}

constexpr std::array<std::uint16_t, 256> remainders = make_remainders();

std::uint16_t crc16(std::string_view text) {
  unsigned crc = 0;
  for (const char c : text) {
    crc = (crc << 8U) ^ remainders[((crc >> 8U) ^ static_cast<unsigned char>(c)) & 0xffU];
  }
  return static_cast<std::uint16_t>(crc);
}

}  // namespace

std::optional<std::string_view> tag_in(std::string_view key) {
  const std::size_t open = key.find('{');
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t close = key.find('}', open + 1);
  if (close == std::string_view::npos || close == open + 1) return std::nullopt;
  return key.substr(open + 1, close - open - 1);
}

std::uint16_t slot_of(std::string_view key) {
  return crc16(tag_in(key).value_or(key)) % slot_count;
}

std::string text_in_slot(std::uint16_t slot) {
  // The digits of 0 to 99,999 reach each slot.
  for (std::uint32_t number = 0;; ++number) {
    std::string text = std::to_string(number);
    if (slot_of(text) == slot % slot_count) return text;
  }
}

}  // namespace omnitrack::cache
