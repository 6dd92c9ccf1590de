#include "json_text.hpp"

#include <charconv>

namespace omnitrack::lambda {

namespace {

void append_json_string(std::string& text, std::string_view value) {
  static constexpr std::string_view digits = "0123456789abcdef";
  text += '"';
  for (const char c : value) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      text += '\\';
      text += c;
    } else if (code < 0x20) {
      text += "\\u00";
      text += digits[code >> 4U];
      text += digits[code & 0xFU];
    } else {
      text += c;
    }
  }
  text += '"';
}

template <class N>
void append_json_number(std::string& text, N number) {
  char digits[32];
  text.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

// Whether the value could be written.
bool append_json(std::string& text, const Node& value) {
  switch (value.kind) {
    case NodeKind::null:
      text += "null";
      return true;
    case NodeKind::boolean:
      text += value.boolean ? "true" : "false";
      return true;
    case NodeKind::integer:
      append_json_number(text, value.integer);
      return true;
    case NodeKind::number:
      append_json_number(text, value.number);
      return true;
    case NodeKind::string:
      append_json_string(text, value.string());
      return true;
    case NodeKind::list:
      text += '[';
      for (std::uint32_t i = 0; i < value.size; ++i) {
        if (i > 0) text += ',';
        if (!append_json(text, value.items[i])) return false;
      }
      text += ']';
      return true;
    case NodeKind::object:
      text += '{';
      for (std::uint32_t i = 0; i < value.size; ++i) {
        if (i > 0) text += ',';
        append_json_string(text, value.fields[i].key);
        text += ':';
        if (!append_json(text, value.fields[i].value)) return false;
      }
      text += '}';
      return true;
    default:
      return false;
  }
}

}  // namespace

std::optional<std::string> json_text(const Node& value) {
  std::string text;
  if (!append_json(text, value)) return {};
  return text;
}

}  // namespace omnitrack::lambda
