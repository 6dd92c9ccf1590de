#include "json_text.hpp"

#include <cstdio>
#include <string>
#include <vector>

#include <omnitrack/fn.hpp>

namespace omnitrack::events {

namespace {

/// A text that grows by literals and references.
class TextBuilder {
 public:
  void add(const Node& node) {
    switch (node.kind) {
      case NodeKind::absent:
      case NodeKind::no_value:
      case NodeKind::null:
        literal_ += "null";
        return;
      case NodeKind::boolean:
        literal_ += node.boolean ? "true" : "false";
        return;
      case NodeKind::integer:
        literal_ += std::to_string(node.integer);
        return;
      case NodeKind::number:
        add_number(node.number);
        return;
      case NodeKind::string:
        add_quoted(node.string());
        return;
      case NodeKind::list:
        add_list(node);
        return;
      case NodeKind::object:
        add_object(node);
        return;
      default:
        literal_ += '"';
        add_reference(node);
        literal_ += '"';
    }
  }

  Value<std::string> text() {
    flush();
    return Value<std::string>::from_node(detail::concat_parts(parts_.data(), parts_.size()));
  }

 private:
  void flush() {
    if (!literal_.empty()) parts_.emplace_back(literal_);
    literal_.clear();
  }

  void add_reference(const Node& node) {
    flush();
    parts_.emplace_back(Value<std::string>::from_node(node));
  }

  void add_number(double number) {
    char text[32];
    std::snprintf(text, sizeof text, "%.17g", number);
    literal_ += text;
  }

  void add_quoted(std::string_view text) {
    literal_ += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') {
        literal_ += '\\';
        literal_ += c;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        char escaped[8];
        std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
        literal_ += escaped;
      } else {
        literal_ += c;
      }
    }
    literal_ += '"';
  }

  void add_list(const Node& list) {
    literal_ += '[';
    for (std::uint32_t i = 0; i < list.size; ++i) {
      if (i > 0) literal_ += ',';
      add(list.items[i]);
    }
    literal_ += ']';
  }

  void add_object(const Node& object) {
    literal_ += '{';
    for (std::uint32_t i = 0; i < object.size; ++i) {
      if (i > 0) literal_ += ',';
      add_quoted(object.fields[i].key);
      literal_ += ':';
      add(object.fields[i].value);
    }
    literal_ += '}';
  }

  std::string literal_;
  std::vector<detail::Part> parts_;
};

}  // namespace

Value<std::string> json_text(const Json& json) {
  TextBuilder builder;
  builder.add(json.node());
  return builder.text();
}

}  // namespace omnitrack::events
