#include "support/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace omnitrack::support {

namespace {

// The number of bytes that the text begins with and that are ASCII, but for the last few.
std::size_t ascii_length(std::string_view text) {
  std::size_t length = 0;
#ifdef __SSE2__
  const auto bytes = [&text](std::size_t at) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
  };
  while (text.size() - length >= 64) {
    const __m128i all = _mm_or_si128(_mm_or_si128(bytes(length), bytes(length + 16)),
                                     _mm_or_si128(bytes(length + 32), bytes(length + 48)));
    if (_mm_movemask_epi8(all) != 0) break;
    length += 64;
  }
#endif
  while (text.size() - length >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + length, 8);
    if ((word & 0x8080808080808080U) != 0) break;
    length += 8;
  }
  return length;
}

// The number of bytes of a character that begins with a byte above ASCII; 0 where none does.
std::size_t length_by_first(unsigned char first) {
  if (first < 0xc2 || first > 0xf4) return 0;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

// The number of bytes of the character that the text begins with; 0 where it is malformed.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = length_by_first(first);
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return 0;
  }
  const bool is_overlong = (first == 0xe0 && byte(1) < 0xa0) || (first == 0xf0 && byte(1) < 0x90);
  const bool is_surrogate = first == 0xed && byte(1) >= 0xa0;
  const bool is_too_large = first == 0xf4 && byte(1) >= 0x90;
  return is_overlong || is_surrogate || is_too_large ? 0 : length;
}

// The number of bytes that a malformed text begins with and that some character begins with too; 1
// where there are none.
std::size_t broken_length(std::string_view text) {
  const std::size_t whole = length_by_first(static_cast<unsigned char>(text.front()));
  for (std::size_t length = 3; length > 1; --length) {
    if (length >= whole || length > text.size()) continue;
    std::string completed(text.substr(0, length));
    completed.append(whole - length, '\x80');
    if (character_length(completed) != 0) return length;
  }
  return 1;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::string_view rest = text; !rest.empty();) {
    rest.remove_prefix(ascii_length(rest));
    for (std::size_t i = 0; i < 8 && !rest.empty(); ++i) {
      const std::size_t length = character_length(rest);
      if (length == 0) return text.size() - rest.size();
      rest.remove_prefix(length);
    }
  }
  return std::string_view::npos;
}

void append_utf8(std::uint32_t code_point, std::string& text) {
  const auto byte = [&](std::uint32_t value) { text += static_cast<char>(value); };
  if (code_point < 0x80) return byte(code_point);
  if (code_point < 0x800) {
    byte(0xC0 | code_point >> 6);
  } else {
    if (code_point < 0x10000) {
      byte(0xE0 | code_point >> 12);
    } else {
      byte(0xF0 | code_point >> 18);
      byte(0x80 | (code_point >> 12 & 0x3F));
    }
    byte(0x80 | (code_point >> 6 & 0x3F));
  }
  byte(0x80 | (code_point & 0x3F));
}

bool is_utf8(std::string_view text) { return find_invalid_utf8(text) == std::string_view::npos; }

std::string well_formed(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t sound = std::min(find_invalid_utf8(text), text.size());
    result += text.substr(0, sound);
    text.remove_prefix(sound);
    if (text.empty()) break;
    result += "\xEF\xBF\xBD";
    text.remove_prefix(broken_length(text));
  }
  return result;
}

std::size_t bytes_to_character(std::string_view text) {
  const auto first =
      std::find_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return static_cast<std::size_t>(first - text.begin());
}

std::size_t characters_in(std::string_view text) {
  std::size_t count = 0;
#ifdef __SSE2__
  // As signed bytes, those that continue a character are less than those that begin one.
  const __m128i first = _mm_set1_epi8(static_cast<char>(0xC0));
  for (; text.size() >= 16; text.remove_prefix(16)) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data()));
    const __m128i ones = _mm_sub_epi8(_mm_setzero_si128(), _mm_cmplt_epi8(bytes, first));
    const __m128i sums = _mm_sad_epu8(ones, _mm_setzero_si128());
    count += 16 - static_cast<std::size_t>(_mm_cvtsi128_si32(sums)) -
             static_cast<std::size_t>(_mm_extract_epi16(sums, 4));
  }
#endif
  return count + static_cast<std::size_t>(std::count_if(text.begin(), text.end(),
                                                        [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace omnitrack::support
