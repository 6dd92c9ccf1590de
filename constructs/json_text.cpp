#include "json_text.hpp"

#include <array>
#include <charconv>
#include <string>
#include <vector>

#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

/// Writes JSON into parts: texts that are known, and references between them.
class JsonTextWriter {
 public:
  void write(const Node& node) {
    switch (node.kind) {
      case NodeKind::absent:
      case NodeKind::no_value:
      case NodeKind::null:
        text_ += "null";
        break;
      case NodeKind::boolean:
        text_ += node.boolean ? "true" : "false";
        break;
      case NodeKind::integer:
        text_ += std::to_string(node.integer);
        break;
      case NodeKind::number:
        write_number(node.number);
        break;
      case NodeKind::string:
        write_string(node.string());
        break;
      case NodeKind::list:
        write_list(node);
        break;
      case NodeKind::object:
        write_object(node);
        break;
      case NodeKind::pseudo:
      case NodeKind::ref:
      case NodeKind::attribute:
      case NodeKind::logical_id:
      case NodeKind::function:
        text_ += '"';
        flush();
        parts_.emplace_back(Value<std::string>::from_node(node));
        text_ += '"';
        break;
    }
  }

  /// The bytes that are known now.
  [[nodiscard]] std::size_t known_size() const { return flushed_ + text_.size(); }

  Value<std::string> finished() {
    flush();
    return Value<std::string>::from_node(detail::concat_parts(parts_.data(), parts_.size()));
  }

 private:
  void flush() {
    if (text_.empty()) return;
    parts_.emplace_back(text_);
    flushed_ += text_.size();
    text_.clear();
  }

  void write_number(double number) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    text_.append(digits.data(), end.ptr);
  }

  void write_string(std::string_view string) {
    static constexpr std::string_view hex = "0123456789abcdef";
    text_ += '"';
    for (const char c : string) {
      if (c == '"' || c == '\\') {
        text_ += '\\';
        text_ += c;
      } else if (c == '\n') {
        text_ += "\\n";
      } else if (static_cast<unsigned char>(c) < 0x20) {
        text_ += "\\u00";
        text_ += hex[static_cast<unsigned char>(c) >> 4];
        text_ += hex[static_cast<unsigned char>(c) & 15];
      } else {
        text_ += c;
      }
    }
    text_ += '"';
  }

  void write_list(const Node& list) {
    text_ += '[';
    for (std::uint32_t i = 0; i < list.size; ++i) {
      if (i != 0) text_ += ',';
      write(list.items[i]);
    }
    text_ += ']';
  }

  void write_object(const Node& object) {
    text_ += '{';
    bool is_first = true;
    for (std::uint32_t i = 0; i < object.size; ++i) {
      const Field& field = object.fields[i];
      if (!field.value.is_set()) continue;
      if (!is_first) text_ += ',';
      is_first = false;
      write_string(field.key);
      text_ += ':';
      write(field.value);
    }
    text_ += '}';
  }

  std::string text_;
  std::size_t flushed_ = 0;
  std::vector<detail::Part> parts_;
};

}  // namespace

Value<std::string> json_text(const Json& json) {
  JsonTextWriter writer;
  writer.write(json.node());
  return writer.finished();
}

std::size_t known_json_size(const Json& json) {
  JsonTextWriter writer;
  writer.write(json.node());
  return writer.known_size();
}

}  // namespace omnitrack
