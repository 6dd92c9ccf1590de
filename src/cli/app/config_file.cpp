#include "cli/app/config_file.hpp"

#include <charconv>
#include <map>
#include <span>

#include "cli/read_file.hpp"
#include "omnitrack/codes.hpp"
#include "template/parse.hpp"

namespace omnitrack::cli {

namespace {

class ConfigFile {
 public:
  ConfigFile(const std::string& path, std::string text, const ConfigKeys& keys,
             std::vector<Diagnostic>& diagnostics)
      : source_(path, std::move(text)), keys_(keys), diagnostics_(diagnostics) {}

  void read() {
    for (const tmpl::TextProblem& problem : tmpl::parse_json(source_)) {
      // The configuration's own keys are looked at below, where the first of two counts.
      if (problem.kind == tmpl::TextProblem::Kind::duplicate_key) continue;
      return tell(codes::OT1102, problem.begin, "not JSON: " + problem.message, problem.hint);
    }
    const tmpl::Node& root = source_.root();
    if (root.is(tmpl::Kind::map)) return read_members(root.members());
    tell(codes::OT1102, root.begin, "the configuration must be a JSON object");
  }

 private:
  [[nodiscard]] ConfigPlace place(std::uint32_t offset) const {
    const tmpl::Place place = source_.place(offset);
    return {source_.file(), place.line, place.column};
  }

  void tell(FindingCode<Severity::error> code, std::uint32_t offset, std::string message,
            std::string hint = {}) {
    diagnostics_.push_back(config_error(code, place(offset), std::move(message), std::move(hint)));
  }

  void read_members(std::span<const tmpl::Member> members) {
    std::map<std::string_view, std::uint32_t> seen;
    for (const tmpl::Member& member : members) {
      const std::string_view name = member.key();
      const ConfigKeys::Key* key = keys_.find(name, place(member.key_begin), diagnostics_);
      if (key == nullptr) continue;
      const auto [first, is_new] = seen.try_emplace(name, member.key_begin);
      if (!is_new) {
        tell(codes::OT1107, member.key_begin,
             '\'' + std::string(name) + "' is given twice, first on line " +
                 std::to_string(place(first->second).line));
        continue;
      }
      const tmpl::Node& value = member.value;
      assign(*key, config_value(value), given(value), place(value.begin), diagnostics_);
    }
  }

  static std::string given(const tmpl::Node& value) {
    if (value.is(tmpl::Kind::string)) return '\'' + std::string(value.text()) + '\'';
    if (value.is(tmpl::Kind::map)) return "an object";
    if (!value.is(tmpl::Kind::list)) return std::string(value.text());
    const bool has_texts_only =
        std::holds_alternative<std::vector<std::string>>(config_value(value));
    return has_texts_only ? "a list" : "a list with other things";
  }

  static ConfigValue config_value(const tmpl::Node& value) {
    switch (value.kind) {
      case tmpl::Kind::boolean:
        return value.text() == "true";
      case tmpl::Kind::number:
        return number(value.text());
      case tmpl::Kind::string:
        return std::string(value.text());
      case tmpl::Kind::list:
        return texts(value.items());
      case tmpl::Kind::null:
      case tmpl::Kind::map:
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

  static ConfigValue texts(std::span<const tmpl::Node> items) {
    std::vector<std::string> texts;
    for (const tmpl::Node& item : items) {
      if (!item.is(tmpl::Kind::string)) return {};
      texts.emplace_back(item.text());
    }
    return texts;
  }

  tmpl::Template source_;
  const ConfigKeys& keys_;
  std::vector<Diagnostic>& diagnostics_;
};

}  // namespace

void read_config_file(const std::string& path, const ConfigKeys& keys,
                      std::vector<Diagnostic>& diagnostics) {
  std::error_code error;
  std::optional<std::string> text = read_file(path, error);
  if (!text) {
    diagnostics.push_back(config_error(codes::OT1101, {.file = path},
                                       "cannot read the configuration: " + error.message()));
    return;
  }
  ConfigFile(path, std::move(*text), keys, diagnostics).read();
}

}  // namespace omnitrack::cli
