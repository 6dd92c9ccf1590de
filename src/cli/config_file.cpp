#include "cli/config_file.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "cli/files.hpp"
#include "cli/json_value.hpp"

namespace omnitrack::cli {

namespace {

class ConfigFile {
 public:
  ConfigFile(const std::string& path, std::string_view text, const ConfigKeys& keys,
             std::vector<Diagnostic>& diagnostics)
      : path_(path), text_(text), keys_(keys), diagnostics_(diagnostics) {}

  void read() {
    try {
      const JsonValue root = read_json(text_);
      if (root.kind == JsonValue::Kind::object) return read_members(root.items);
      tell("OT1102", root.begin, "the configuration must be a JSON object");
    } catch (const JsonError& error) {
      tell("OT1102", error.offset(), std::string("not JSON: ") + error.what());
    }
  }

 private:
  // Columns count characters, not bytes.
  [[nodiscard]] ConfigPlace place(std::size_t offset) const {
    const std::string_view before = text_.substr(0, offset);
    const std::string_view on_line = before.substr(before.rfind('\n') + 1);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto column =
        std::count_if(on_line.begin(), on_line.end(), [](char c) { return (c & 0xC0) != 0x80; }) +
        1;
    return {path_, static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(column)};
  }

  void tell(std::string_view code, std::size_t offset, std::string message) {
    diagnostics_.push_back(config_error(code, place(offset), std::move(message)));
  }

  void read_members(const std::vector<JsonValue>& members) {
    std::map<std::string_view, std::size_t> seen;
    for (std::size_t i = 0; i < members.size(); i += 2) {
      const JsonValue& name = members[i];
      const ConfigKeys::Key* key = keys_.find(name.text, place(name.begin), diagnostics_);
      if (key == nullptr) continue;
      const auto [first, is_new] = seen.try_emplace(name.text, name.begin);
      if (!is_new) {
        tell("OT1107", name.begin,
             '\'' + name.text + "' is given twice, first on line " +
                 std::to_string(place(first->second).line));
        continue;
      }
      read_value(*key, members[i + 1]);
    }
  }

  void read_value(const ConfigKeys::Key& key, const JsonValue& value) {
    assign(key, config_value(value), given(value), place(value.begin), diagnostics_);
  }

  [[nodiscard]] std::string_view raw(const JsonValue& value) const {
    return text_.substr(value.begin, value.end - value.begin);
  }

  [[nodiscard]] std::string given(const JsonValue& value) const {
    if (value.kind == JsonValue::Kind::string) return '\'' + value.text + '\'';
    if (value.kind == JsonValue::Kind::object) return "an object";
    if (value.kind != JsonValue::Kind::array) return std::string(raw(value));
    const bool has_texts_only =
        std::holds_alternative<std::vector<std::string>>(config_value(value));
    return has_texts_only ? "a list" : "a list with other things";
  }

  [[nodiscard]] ConfigValue config_value(const JsonValue& value) const {
    switch (value.kind) {
      case JsonValue::Kind::boolean:
        return raw(value) == "true";
      case JsonValue::Kind::number:
        return number(raw(value));
      case JsonValue::Kind::string:
        return value.text;
      case JsonValue::Kind::array:
        return texts(value.items);
      case JsonValue::Kind::null:
      case JsonValue::Kind::object:
        return {};
    }
    return {};
  }

  static ConfigValue number(std::string_view text) {
    std::int64_t whole = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, whole);
    if (rest != end || error != std::errc()) return {};
    return whole;
  }

  static ConfigValue texts(const std::vector<JsonValue>& items) {
    std::vector<std::string> texts;
    for (const JsonValue& item : items) {
      if (item.kind != JsonValue::Kind::string) return {};
      texts.push_back(item.text);
    }
    return texts;
  }

  const std::string& path_;
  std::string_view text_;
  const ConfigKeys& keys_;
  std::vector<Diagnostic>& diagnostics_;
};

}  // namespace

void read_config_file(const std::string& path, const ConfigKeys& keys,
                      std::vector<Diagnostic>& diagnostics) {
  std::error_code error;
  const std::optional<std::string> text = read_file(path, error);
  if (!text) {
    diagnostics.push_back(config_error("OT1101", {.file = path},
                                       "cannot read the configuration: " + error.message()));
    return;
  }
  ConfigFile(path, *text, keys, diagnostics).read();
}

}  // namespace omnitrack::cli
