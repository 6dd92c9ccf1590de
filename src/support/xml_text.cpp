#include "support/xml_text.hpp"

#include "support/utf8.hpp"

namespace omnitrack::support {

namespace {

// XML 1.0 has no control characters but these three, not even as references.
bool is_xml(unsigned char byte) {
  return byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r';
}

}  // namespace

std::string xml_text(std::string_view text) {
  const bool is_well_formed = is_utf8(text);
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (!is_xml(byte) || (byte > 0x7F && !is_well_formed)) {
      result += "\xEF\xBF\xBD";
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
  }
  return result;
}

}  // namespace omnitrack::support
