#include "support/json_writer.hpp"

#include <charconv>
#include <cmath>
#include <cstring>

#include "support/byte_scan.hpp"
#include "support/printable.hpp"
#include "support/utf8.hpp"
#include "support/word_at.hpp"

namespace omnitrack::support {

namespace {

// Whether JSON needs one of eight bytes escaped: controls, quotes and backslashes.
bool has_escape(std::uint64_t word) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t highs = 0x8080808080808080U;
  const std::uint64_t quotes = word ^ (ones * '"');
  const std::uint64_t backslashes = word ^ (ones * '\\');
  const std::uint64_t found = ((word - ones * 0x20) & ~word) | ((quotes - ones) & ~quotes) |
                              ((backslashes - ones) & ~backslashes);
  return (found & highs) != 0;
}

// Copies the next eight bytes; returns whether none of them needs an escape.
bool copy_word(const char* from, char* to) {
  const auto word = word_at<std::uint64_t>(from);
  std::memcpy(to, &word, sizeof word);
  return !has_escape(word);
}

// Copies a text of less than eight bytes; returns whether none of them needs an escape.
bool copy_short(const char* from, std::size_t size, char* to) {
  if (size >= 4) {
    const auto first = word_at<std::uint32_t>(from);
    const auto last = word_at<std::uint32_t>(from + size - 4);
    std::memcpy(to, &first, sizeof first);
    std::memcpy(to + size - 4, &last, sizeof last);
    return !has_escape(std::uint64_t{first} | std::uint64_t{last} << 32U);
  }
  std::uint64_t word = 0x2020202020202020U;
  for (std::size_t i = 0; i < size; ++i) {
    to[i] = from[i];
    word = word << 8U | static_cast<unsigned char>(from[i]);
  }
  return !has_escape(word);
}

// Copies a text; returns whether none of it needs an escape, and may stop where some does.
bool copy_plain(std::string_view text, char* to) {
  const char* const from = text.data();
  const std::size_t size = text.size();
  if (size < 8) return copy_short(from, size, to);
  for (std::size_t i = 0; i + 8 < size; i += 8) {
    if (!copy_word(from + i, to + i)) return false;
  }
  return copy_word(from + size - 8, to + size - 8);
}

template <class Number, class... Format>
void append_number(Number number, Buffer& out, Format... format) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number, format...);
  out.append(std::string_view(digits, static_cast<std::size_t>(end.ptr - digits)));
}

}  // namespace

void JsonWriter::any_string(std::string_view text) {
  if (is_utf8(text)) return string(text);
  string(well_formed(text));
}

void JsonWriter::string(std::string_view text) {
  const std::size_t start = out_.size();
  char* const at = out_.extend(text.size() + 2);
  at[0] = '"';
  at[text.size() + 1] = '"';
  if (copy_plain(text, at + 1)) return;
  out_.truncate(start + 1);
  with_escapes(text);
  out_.append('"');
}

void JsonWriter::string_part(std::string_view text) {
  const std::size_t start = out_.size();
  if (copy_plain(text, out_.extend(text.size()))) return;
  out_.truncate(start);
  with_escapes(text);
}

void JsonWriter::with_escapes(std::string_view text) {
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at != end;) {
    const char* const special = find_string_end(at, end);
    out_.append(std::string_view(at, special));
    if (special == end) return;
    escape(static_cast<unsigned char>(*special));
    at = special + 1;
  }
}

void JsonWriter::escape(unsigned char byte) {
  constexpr std::string_view escaped = "\"\\\n\t\r\b\f";
  constexpr std::string_view letters = "\"\\ntrbf";
  constexpr std::string_view hex = "0123456789abcdef";
  // The last two are short in the wide layout alone.
  const std::size_t count = escaped.size() - (layout_ == JsonLayout::wide ? 0 : 2);
  const std::size_t at = escaped.substr(0, count).find(static_cast<char>(byte));
  out_.append('\\');
  if (at != std::string_view::npos) {
    out_.append(letters[at]);
  } else {
    out_.append(std::string_view("u00"));
    out_.append(hex[byte >> 4U]);
    out_.append(hex[byte & 15U]);
  }
}

std::string json_for_terminals(std::string_view json) {
  constexpr char rubout = 0x7F;
  std::string text;
  text.reserve(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    const bool is_ascii = static_cast<unsigned char>(json[i]) < 0x80;
    const std::size_t steering = is_ascii ? 0 : steering_bytes(json, i);
    if (json[i] == rubout) {
      text += "\\u007f";
    } else if (steering == 0) {
      text += json[i];
    } else {
      append_steering_escape(json.substr(i, steering), text);
      i += steering - 1;
    }
  }
  return text;
}

void JsonWriter::number(std::int64_t value) { append_number(value, out_); }
void JsonWriter::number(std::uint64_t value) { append_number(value, out_); }

void JsonWriter::number(double value) {
  const double size = std::abs(value);
  // A whole number is no power of ten to a reader, and to a service that takes whole numbers alone.
  const bool is_whole = value == std::trunc(value);
  const bool is_plain = (layout_ == JsonLayout::wide ? size >= 1e-4 : is_whole) && size < 1e15;
  if (is_plain) {
    append_number(value, out_, std::chars_format::fixed);
  } else {
    append_number(value, out_);
  }
}

}  // namespace omnitrack::support
