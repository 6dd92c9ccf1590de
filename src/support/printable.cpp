#include "support/printable.hpp"

#include <algorithm>

#include "support/byte_scan.hpp"
#include "support/utf8.hpp"

namespace omnitrack::support {

namespace {

void append_hex(unsigned value, int digits, std::string& text) {
  for (int i = digits - 1; i >= 0; --i) {
    text += "0123456789abcdef"[value >> (4U * static_cast<unsigned>(i)) & 0xFU];
  }
}

}  // namespace

// They are the controls of Latin-1, the ends of lines and paragraphs, and what turns the direction
// of writing.
std::size_t steering_bytes(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  if (byte(at) == 0xC2U) return byte(at + 1) >= 0x80U && byte(at + 1) < 0xA0U ? 2 : 0;
  if (byte(at) == 0xD8U) return byte(at + 1) == 0x9CU ? 2 : 0;
  if (byte(at) != 0xE2U) return 0;
  const unsigned last = byte(at + 2);
  const bool steers = byte(at + 1) == 0x80U
                          ? last == 0x8EU || last == 0x8FU || (last >= 0xA8U && last <= 0xAEU)
                          : byte(at + 1) == 0x81U && last >= 0xA6U && last <= 0xA9U;
  return steers ? 3 : 0;
}

void append_steering_escape(std::string_view bytes, std::string& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned code_point =
      bytes.size() == 2 ? (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU)
                        : (byte(0) & 0xFU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
  append_hex(code_point, 4, text += "\\u");
}

namespace {

// Whether a byte is a character that anything shows, or the end of a line.
bool is_plain(char c) { return (c >= 0x20 && c < 0x7F) || c == '\n'; }

bool is_shown(std::string_view text) {
  const char* const end = text.data() + text.size();
  const char* at = find_unshown(text.data(), end);
  while (at != end && *at == '\n') at = find_unshown(at + 1, end);
  return at == end;
}

// The text with what `replace` makes of each piece that nothing may show.
template <class Replace>
std::string with_replaced(std::string_view text, const Replace& replace) {
  if (is_shown(text)) return std::string(text);
  const bool is_well_formed = is_utf8(text);
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_byte_of_text = is_well_formed && static_cast<unsigned char>(text[at]) >= 0x80;
    const std::size_t steering = is_byte_of_text ? steering_bytes(text, at) : 0;
    if (steering == 0 && (is_byte_of_text || is_plain(text[at]))) {
      result += text[at];
    } else {
      const std::string_view bytes = text.substr(at, std::max<std::size_t>(steering, 1));
      replace(bytes, result);
      at += bytes.size() - 1;
    }
  }
  return result;
}

void append_escape(std::string_view bytes, std::string& text) {
  if (bytes == "\t") {
    text += ' ';
  } else if (bytes == "\r") {
    text += "\\r";
  } else if (bytes.size() == 1) {
    append_hex(static_cast<unsigned char>(bytes.front()), 2, text += "\\x");
  } else {
    append_steering_escape(bytes, text);
  }
}

}  // namespace

std::string printable(std::string_view text) {
  return with_replaced(text, [](std::string_view, std::string& result) { result += ' '; });
}

std::string printable_line(std::string_view text) {
  std::string line = printable(text);
  std::ranges::replace(line, '\n', ' ');
  return line;
}

std::string escaped(std::string_view text) { return with_replaced(text, append_escape); }

std::string escaped_line(std::string_view text) {
  const char* const end = text.data() + text.size();
  if (find_unshown(text.data(), end) == end) return std::string(text);
  std::string line;
  for (const char c : escaped(text)) {
    if (c == '\n') {
      line += "\\n";
    } else {
      line += c;
    }
  }
  return line;
}

}  // namespace omnitrack::support
