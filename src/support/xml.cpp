#include "support/xml.hpp"

#include "support/utf8.hpp"

namespace omnitrack::support {

namespace {

// XML 1.0 has no control characters but these three.
bool is_xml(unsigned char byte) {
  return byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r';
}

// U+FFFE and U+FFFF.
bool is_noncharacter(std::string_view text) {
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

// How many bytes at the begin stand for themselves: those of ASCII that no reader takes for more.
std::size_t plain_bytes(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte > 0x7E || c == '&' || c == '<' || c == '>' || c == '"') break;
    ++count;
  }
  return count;
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::size_t plain = plain_bytes(text);
  if (plain == text.size()) return std::string(text);
  const bool is_well_formed = is_utf8(text);
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (plain > 0) {
      result.append(text, i, plain);
      i += plain;
      if (i == text.size()) break;
    }
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (!is_xml(byte) || (byte > 0x7F && !is_well_formed)) {
      result += "\xEF\xBF\xBD";
    } else if (byte == 0xEF && is_noncharacter(text.substr(i))) {
      result += "\xEF\xBF\xBD";
      i += 2;
    } else if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '>') {
      result += "&gt;";
    } else if (c == '"') {
      result += "&quot;";
    } else if (byte < 0x20) {
      result.append("&#").append(std::to_string(byte)).append(";");
    } else {
      result += c;
    }
    plain = plain_bytes(text.substr(i + 1));
  }
  return result;
}

}  // namespace omnitrack::support
