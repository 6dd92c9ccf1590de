#include "definition_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>

#include <omnitrack/fn.hpp>

namespace omnitrack::stepfunctions {

namespace {

/// Writes JSON into parts: texts that are known, and references between them.
class DefinitionParts {
 public:
  void value(const Node& node) {
    switch (node.kind) {
      case NodeKind::null:
        known_ += "null";
        return;
      case NodeKind::boolean:
        known_ += node.boolean ? "true" : "false";
        return;
      case NodeKind::integer:
        known_ += std::to_string(node.integer);
        return;
      case NodeKind::number:
        number(node.number);
        return;
      case NodeKind::string:
        text(node.string());
        return;
      case NodeKind::list:
        list(node);
        return;
      case NodeKind::object:
        object(node);
        return;
      default:
        reference(node);
    }
  }

  [[nodiscard]] std::size_t size() const { return size_ + known_.size(); }

  Value<std::string> joined() {
    end_known();
    return Value<std::string>::from_node(detail::concat_parts(parts_.data(), parts_.size()));
  }

 private:
  void number(double number) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
    known_.append(digits.begin(), end);
  }

  void text(std::string_view text) {
    known_ += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') {
        known_ += '\\';
        known_ += c;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        constexpr std::string_view digits = "0123456789abcdef";
        known_ += "\\u00";
        known_ += digits[static_cast<unsigned char>(c) >> 4U];
        known_ += digits[static_cast<unsigned char>(c) & 0xFU];
      } else {
        known_ += c;
      }
    }
    known_ += '"';
  }

  void list(const Node& node) {
    known_ += '[';
    for (std::uint32_t i = 0; i < node.size; ++i) {
      if (i > 0) known_ += ',';
      value(node.items[i]);
    }
    known_ += ']';
  }

  void object(const Node& node) {
    known_ += '{';
    bool is_first = true;
    for (std::uint32_t i = 0; i < node.size; ++i) {
      if (!node.fields[i].value.is_set()) continue;
      if (!is_first) known_ += ',';
      is_first = false;
      text(node.fields[i].key);
      known_ += ':';
      value(node.fields[i].value);
    }
    known_ += '}';
  }

  void reference(const Node& node) {
    known_ += '"';
    end_known();
    parts_.emplace_back(Value<std::string>::from_node(node));
    known_ += '"';
  }

  void end_known() {
    if (known_.empty()) return;
    size_ += known_.size();
    parts_.emplace_back(known_);
    known_.clear();
  }

  std::string known_;
  std::size_t size_ = 0;
  std::vector<detail::Part> parts_;
};

}  // namespace

Value<std::string> definition_text(const Json& definition) {
  DefinitionParts parts;
  parts.value(definition.node());
  return parts.joined();
}

std::size_t definition_size(const Json& definition) {
  DefinitionParts parts;
  parts.value(definition.node());
  return parts.size();
}

bool has_null(const Node& node) {
  if (node.kind == NodeKind::null) return true;
  if (node.kind == NodeKind::list) return std::any_of(node.items, node.items + node.size, has_null);
  if (node.kind != NodeKind::object) return false;
  return std::any_of(node.fields, node.fields + node.size,
                     [](const Field& field) { return has_null(field.value); });
}

std::vector<std::string> placeholders_of(std::string_view text) {
  std::vector<std::string> names;
  std::size_t at = text.find("${");
  while (at != std::string_view::npos) {
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos) break;
    const std::string name(text.substr(at + 2, end - at - 2));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    at = text.find("${", end);
  }
  return names;
}

std::string definition_path(std::string_view path, const Source& source) {
  const std::string_view file = source.file;
  const std::size_t slash = file.rfind('/');
  if (path.starts_with('/') || slash == std::string_view::npos) return std::string(path);
  return std::string(file.substr(0, slash + 1)) + std::string(path);
}

bool read_definition(const std::string& path, std::string& text) {
  constexpr int levels = 12;
  std::string from;
  for (int level = 0; level < levels; ++level) {
    std::ifstream file(from + path, std::ios::binary);
    if (file) {
      text.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
      return !file.bad();
    }
    if (path.starts_with('/')) break;
    from += "../";
  }
  return false;
}

}  // namespace omnitrack::stepfunctions
