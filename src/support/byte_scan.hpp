#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace omnitrack::support {

/// The first byte from `at` on that ends or breaks a run of JSON string characters: a quote, a
/// backslash or a control character; `end` where there is none.
inline const char* find_string_end(const char* at, const char* end) {
#ifdef __SSE2__
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i last_control = _mm_set1_epi8(0x1f);
  for (; end - at >= 16; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i is_control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, last_control), bytes);
    const __m128i found = _mm_or_si128(
        is_control, _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)));
    const auto mask = static_cast<std::uint32_t>(_mm_movemask_epi8(found));
    if (mask != 0) return at + std::countr_zero(mask);
  }
#endif
  while (at != end && *at != '"' && *at != '\\' && static_cast<unsigned char>(*at) >= 0x20) ++at;
  return at;
}

#ifdef __SSE2__
/// The first of 16 bytes that is less than `first` or greater than `last`, both of ASCII, or not
/// so where `is_wanted`; 16 where there is none.
inline int find_by_range(const char* at, char first, char last, bool is_wanted) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i is_between =
      _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(first - 1))),
                    _mm_cmpgt_epi8(_mm_set1_epi8(static_cast<char>(last + 1)), bytes));
  const auto mask = static_cast<std::uint32_t>(_mm_movemask_epi8(is_between));
  return std::countr_zero((is_wanted ? mask : ~mask) | 0x10000U);
}
#endif

/// The first byte from `at` on that is no character of ASCII that anything shows; `end` where there
/// is none.
inline const char* find_unshown(const char* at, const char* end) {
#ifdef __SSE2__
  for (; end - at >= 16; at += 16) {
    const int found = find_by_range(at, ' ', '~', false);
    if (found != 16) return at + found;
  }
#endif
  while (at != end && *at >= ' ' && *at <= '~') ++at;
  return at;
}

/// The first digit from `at` on; `end` where there is none.
inline const char* find_digit(const char* at, const char* end) {
#ifdef __SSE2__
  for (; end - at >= 16; at += 16) {
    const int found = find_by_range(at, '0', '9', true);
    if (found != 16) return at + found;
  }
#endif
  while (at != end && (*at < '0' || *at > '9')) ++at;
  return at;
}

/// Whether a byte appears twice in a row.
inline bool has_pair(const char* at, const char* end, char byte) {
#ifdef __SSE2__
  const __m128i wanted = _mm_set1_epi8(byte);
  const auto is_wanted = [wanted](const char* from) {
    return _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)), wanted);
  };
  for (; end - at >= 33; at += 32) {
    const __m128i found = _mm_or_si128(_mm_and_si128(is_wanted(at), is_wanted(at + 1)),
                                       _mm_and_si128(is_wanted(at + 16), is_wanted(at + 17)));
    if (_mm_movemask_epi8(found) != 0) return true;
  }
#endif
  for (; end - at >= 2; ++at) {
    if (at[0] == byte && at[1] == byte) return true;
  }
  return false;
}

/// The first byte from `at` on that is not a space; `end` where there is none.
inline const char* skip_spaces(const char* at, const char* end) {
#ifdef __SSE2__
  const __m128i space = _mm_set1_epi8(' ');
  for (; end - at >= 16; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const auto mask =
        static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, space))) ^ 0xffffU;
    if (mask != 0) return at + std::countr_zero(mask);
  }
#endif
  while (at != end && *at == ' ') ++at;
  return at;
}

}  // namespace omnitrack::support
