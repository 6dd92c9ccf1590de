#include "support/json_writer.hpp"

#include <charconv>
#include <cmath>
#include <cstring>

#include "support/printable.hpp"
#include "support/utf8.hpp"

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

// Eight bytes from `text` on, of which `count` are read; spaces stand for the others.
std::uint64_t word_at(const char* text, std::size_t count) {
  std::uint64_t word = 0x2020202020202020U;
  std::memcpy(&word, text, count);
  return word;
}

// The number of bytes at the beginning that need no escapes; may stop early.
std::size_t plain_length(std::string_view text) {
  if (text.empty()) return 0;
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    if (has_escape(word_at(text.data() + i, 8))) return i;
  }
  return has_escape(word_at(text.data() + i, text.size() - i)) ? i : text.size();
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

void JsonWriter::string_part(std::string_view text) {
  const std::size_t plain = plain_length(text);
  out_.append(text.substr(0, plain));
  std::size_t copied = plain;
  for (std::size_t i = plain; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out_.append(text.substr(copied, i - copied));
    copied = i + 1;
    escape(byte);
  }
  out_.append(text.substr(copied));
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
