#include "cli/app/config_keys.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "cli/page/wording.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::cli {

namespace {

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) {
    if (!text.empty()) text += ',';
    text += item;
  }
  return text;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    items.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return items;
}

// A text that is not a number or truth value stays a text, which then is of the wrong type.
struct FromText {
  std::string_view text;

  ConfigValue operator()(bool* /*target*/) const {
    if (text == "true") return true;
    if (text == "false") return false;
    return std::string(text);
  }
  ConfigValue operator()(const ConfigKeys::Number& /*target*/) const {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (rest == end && error == std::errc()) return number;
    return std::string(text);
  }
  ConfigValue operator()(std::vector<std::string>* /*target*/) const { return split(text); }
  template <class Text>
  ConfigValue operator()(const Text& /*target*/) const {
    return std::string(text);
  }
};

// Returns the code of the mistake, none where the value fits.
struct Assign {
  const ConfigKeys::Key& key;
  const ConfigValue& value;

  static constexpr FindingCode<Severity::error> wrong_type = codes::OT1104;

  template <class T>
  std::optional<FindingCode<Severity::error>> operator()(T* target) const {
    const T* given = std::get_if<T>(&value);
    if (given == nullptr) return wrong_type;
    *target = *given;
    return std::nullopt;
  }
  std::optional<FindingCode<Severity::error>> operator()(const ConfigKeys::Number& number) const {
    const auto* given = std::get_if<std::int64_t>(&value);
    if (given == nullptr) return wrong_type;
    const auto& offered = number.offered;
    const bool is_offered = offered.empty() || std::count(offered.begin(), offered.end(), *given);
    if (*given < number.least || *given > number.greatest || !is_offered) return codes::OT1105;
    *number.value = *given;
    return std::nullopt;
  }
  std::optional<FindingCode<Severity::error>> operator()(const ConfigKeys::Text& text) const {
    const auto* given = std::get_if<std::string>(&value);
    if (given == nullptr) return wrong_type;
    if (!text.fits(*given)) return codes::OT1109;
    *text.value = *given;
    return std::nullopt;
  }
  template <class Choice>
    requires(requires(Choice c) { c.chosen; })
  std::optional<FindingCode<Severity::error>>
  operator()(const Choice& choice) const {
    const auto* given = std::get_if<std::string>(&value);
    if (given == nullptr) return wrong_type;
    const auto found = std::find(choice.names.begin(), choice.names.end(), *given);
    if (found == choice.names.end()) return codes::OT1106;
    choice.set(choice.target, static_cast<std::size_t>(found - choice.names.begin()));
    return std::nullopt;
  }
};

}  // namespace

Diagnostic config_error(FindingCode<Severity::error> code, const ConfigPlace& place,
                        std::string message, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.code = code.text();
  diagnostic.file = place.file;
  diagnostic.line = place.line;
  diagnostic.column = place.column;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

void ConfigKeys::key(std::string_view name, bool& target, std::string_view help) {
  keys_.push_back({keep(name),
                   keep(help),
                   "true|false",
                   target ? "true" : "false",
                   "true or false",
                   {"true", "false"},
                   &target});
}

void ConfigKeys::key(std::string_view name, std::int64_t& target, std::int64_t least,
                     std::int64_t greatest, std::string_view help) {
  const std::string from = std::to_string(least);
  const std::string to = std::to_string(greatest);
  keys_.push_back({keep(name),
                   keep(help),
                   from + ".." + to,
                   std::to_string(target),
                   "a whole number from " + from + " to " + to,
                   {},
                   Number{&target, least, greatest, {}}});
}

void ConfigKeys::key(std::string_view name, std::int64_t& target,
                     std::initializer_list<std::int64_t> offered, std::string_view help) {
  std::string type;
  for (const std::int64_t number : offered) {
    if (!type.empty()) type += '|';
    type += std::to_string(number);
  }
  const auto [least, greatest] = std::minmax_element(offered.begin(), offered.end());
  keys_.push_back({keep(name),
                   keep(help),
                   type,
                   std::to_string(target),
                   "one of " + type,
                   {},
                   Number{&target, *least, *greatest, offered}});
}

void ConfigKeys::key(std::string_view name, std::string& target, const TextRule& rule,
                     std::string_view help) {
  keys_.push_back(
      {keep(name), keep(help), "TEXT", target, rule.expected, {}, Text{&target, rule.fits}});
}

void ConfigKeys::key(std::string_view name, std::string& target, std::string_view help) {
  keys_.push_back({keep(name), keep(help), "TEXT", target, "a text", {}, &target});
}

void ConfigKeys::key(std::string_view name, std::vector<std::string>& target,
                     std::string_view help) {
  keys_.push_back(
      {keep(name), keep(help), "TEXT,TEXT...", joined(target), "a list of texts", {}, &target});
}

void ConfigKeys::choice(const Choice& given) {
  Choice choice = given;
  choice.name = keep(given.name);
  choice.help = keep(given.help);
  std::string type;
  for (std::string_view& name : choice.names) {
    name = keep(name);
    if (!type.empty()) type += '|';
    type += name;
  }
  keys_.push_back({choice.name, choice.help, type, std::string(choice.names[choice.chosen]),
                   listed(choice.names), choice.names, choice});
}

const ConfigKeys::Key* ConfigKeys::find(std::string_view name, const ConfigPlace& place,
                                        std::vector<Diagnostic>& diagnostics) const {
  std::vector<std::string_view> names;
  for (const Key& key : keys_) {
    if (key.name == name) return &key;
    names.push_back(key.name);
  }
  std::string hint = did_you_mean(name, names);
  if (hint.empty()) {
    hint =
        names.empty() ? "the app has no configuration" : "the keys are " + listed(names, " and ");
  }
  diagnostics.push_back(config_error(codes::OT1103, place,
                                     "unknown configuration key '" + std::string(name) + "'",
                                     std::move(hint)));
  return nullptr;
}

void ConfigKeys::set(const std::string& setting, std::vector<Diagnostic>& diagnostics) const {
  const ConfigPlace place{.file = "--set " + setting};
  const std::size_t sign = setting.find('=');
  if (sign == std::string::npos) {
    diagnostics.push_back(config_error(codes::OT1108, place, "a key and a value are needed",
                                       "write --set " + setting + "=VALUE"));
    return;
  }
  const Key* key = find(std::string_view(setting).substr(0, sign), place, diagnostics);
  if (key == nullptr) return;
  const std::string text = setting.substr(sign + 1);
  assign(*key, std::visit(FromText{text}, key->target), '\'' + text + '\'', place, diagnostics);
}

void assign(const ConfigKeys::Key& key, const ConfigValue& value, std::string_view given,
            const ConfigPlace& place, std::vector<Diagnostic>& diagnostics) {
  const auto code = std::visit(Assign{key, value}, key.target);
  if (!code) return;
  const auto* text = std::get_if<std::string>(&value);
  diagnostics.push_back(config_error(
      *code, place,
      '\'' + std::string(key.name) + "' must be " + key.expected + ", not " + std::string(given),
      text == nullptr ? std::string() : did_you_mean(*text, key.choices)));
}

}  // namespace omnitrack::cli
