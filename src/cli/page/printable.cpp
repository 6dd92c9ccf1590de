#include "cli/page/printable.hpp"

#include <algorithm>

#include "support/quoted.hpp"
#include "support/utf8.hpp"

namespace omnitrack::cli {

namespace {

// Characters of several bytes that steer a terminal: the controls of Latin-1, the ends of lines and
// paragraphs, and what turns the direction of writing.
bool is_steering(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  if (byte(at) == 0xC2U) return byte(at + 1) >= 0x80U && byte(at + 1) < 0xA0U;
  if (byte(at) == 0xD8U) return byte(at + 1) == 0x9CU;
  if (byte(at) != 0xE2U) return false;
  const unsigned char last = static_cast<unsigned char>(byte(at + 2));
  if (byte(at + 1) == 0x80U) return last == 0x8E || last == 0x8F || (last >= 0xA8 && last <= 0xAE);
  return byte(at + 1) == 0x81U && last >= 0xA6 && last <= 0xA9;
}

// Whether a byte is a character that any terminal shows, or the end of a line.
bool is_plain(char c) { return (c >= 0x20 && c < 0x7F) || c == '\n'; }

}  // namespace

std::string printable(std::string_view text) {
  std::string result(text);
  if (std::ranges::all_of(text, is_plain)) return result;
  const bool is_utf8 = support::is_utf8(text);
  std::replace_if(
      result.begin(), result.end(),
      [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n') || byte == 0x7F || (byte > 0x7F && !is_utf8);
      },
      ' ');
  if (!is_utf8) return result;
  for (std::size_t at = 0; at < result.size(); ++at) {
    if (!is_steering(result, at)) continue;
    const std::size_t bytes = static_cast<unsigned char>(result[at]) == 0xE2U ? 3 : 2;
    result.replace(at, bytes, 1, ' ');
  }
  return result;
}

std::string printable_line(std::string_view text) {
  std::string line = printable(text);
  std::ranges::replace(line, '\n', ' ');
  return line;
}

std::string quoted_name(std::string_view name) { return support::quoted(printable(name)); }

}  // namespace omnitrack::cli
