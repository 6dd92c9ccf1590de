#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "cli/page/printable.hpp"
#include "cli/parameters/parameter_file.hpp"

namespace omnitrack::cli {

namespace {

using Keys = std::vector<std::string>;

// No setting lies deeper.
constexpr std::size_t most_keys = 16;

/// A value and the keys that lead to it, those of its table first.
struct Setting {
  Keys keys;
  std::vector<std::string> texts = {};  ///< of a list; else one
  tmpl::Node at = {};                   ///< its place
};

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

/// Takes a text between quotes off the beginning; false where there is none that ends.
bool take_text(std::string_view& rest, std::string& text) {
  for (const std::string_view quotes : {"\"\"\"", "'''", "\"", "'"}) {
    if (!rest.starts_with(quotes)) continue;
    rest.remove_prefix(quotes.size());
    while (!rest.empty() && !rest.starts_with(quotes)) {
      if (rest.front() == '\\' && quotes.front() == '"' && rest.size() > 1) {
        rest.remove_prefix(1);
        const char c = rest.front();
        text += c == 'n' ? '\n' : c == 't' ? '\t' : c;
      } else {
        text += rest.front();
      }
      rest.remove_prefix(1);
    }
    if (rest.empty()) return false;
    rest.remove_prefix(quotes.size());
    return true;
  }
  return false;
}

/// Reads TOML as far as the settings of SAM go. What it does not understand it leaves out, line by
/// line.
/// https://toml.io/en/v1.0.0
class TomlReader {
 public:
  TomlReader(const tmpl::Template& source, GivenParameters& given)
      : source_(source), given_(given), rest_(source.text()) {}

  std::vector<Setting> read() {
    while (true) {
      skip(" \t\r\n");
      if (rest_.empty()) return std::move(found_);
      if (rest_.starts_with('[')) {
        read_table();
      } else if (!rest_.starts_with('#')) {
        read_setting(table_);
      }
      skip_line();
    }
  }

 private:
  void read_table() {
    const std::string_view begin = rest_;
    const bool is_of_list = rest_.starts_with("[[");
    rest_.remove_prefix(is_of_list ? 2 : 1);
    table_.clear();
    if (!take_keys(table_) || !rest_.starts_with(']')) {
      table_ = {""};
      return;
    }
    if (is_of_list || tables_.insert(table_).second) return;
    const auto size = static_cast<std::uint32_t>(begin.size() - rest_.size() + 1);
    tell_no_parameters(source_, offset(begin), offset(begin) + size,
                       "the table " + quoted_name(begin.substr(0, size)) + " is there twice",
                       given_, "put both into one, as nobody reads such a file");
  }

  void read_setting(const Keys& around) {
    Keys keys = around;
    if (!take_keys(keys) || !rest_.starts_with('=')) return;
    rest_.remove_prefix(1);
    skip(" \t");
    read_value(std::move(keys));
  }

  void read_value(Keys keys) {
    if (rest_.starts_with('{')) {
      rest_.remove_prefix(1);
      while (!rest_.empty()) {
        skip_between();
        if (rest_.empty() || rest_.starts_with('}')) break;
        const std::size_t before = rest_.size();
        read_setting(keys);
        if (rest_.size() == before) return;
      }
      if (!rest_.empty()) rest_.remove_prefix(1);
      return;
    }
    Setting made{.keys = std::move(keys)};
    made.at.begin = offset(rest_);
    if (rest_.starts_with('[')) {
      rest_.remove_prefix(1);
      while (true) {
        skip_between();
        std::string text;
        if (!take_text(rest_, text)) break;
        made.texts.push_back(std::move(text));
      }
      if (rest_.starts_with(']')) rest_.remove_prefix(1);
    } else {
      std::string text;
      if (rest_.starts_with('"') || rest_.starts_with('\'')) {
        if (!take_text(rest_, text)) return;
      } else {
        text = take_bare();
      }
      made.texts.push_back(std::move(text));
    }
    made.at.end = offset(rest_);
    found_.push_back(std::move(made));
  }

  /// Takes `a.b."c d"`, and the blanks behind it.
  bool take_keys(Keys& keys) {
    while (keys.size() < most_keys) {
      skip(" \t");
      std::string key;
      if (!rest_.empty() && is_bare(rest_.front())) {
        const auto end = std::ranges::find_if_not(rest_, is_bare);
        key.assign(rest_.begin(), end);
        rest_.remove_prefix(key.size());
      } else if (!take_text(rest_, key)) {
        return false;
      }
      keys.push_back(std::move(key));
      skip(" \t");
      if (!rest_.starts_with('.')) return true;
      rest_.remove_prefix(1);
    }
    return false;
  }

  /// A number, a date or `true`.
  std::string take_bare() {
    const std::size_t end = std::min(rest_.find_first_of(",]}# \t\r\n"), rest_.size());
    std::string text(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return text;
  }

  void skip(std::string_view characters) {
    const std::size_t next = rest_.find_first_not_of(characters);
    rest_.remove_prefix(std::min(next, rest_.size()));
  }

  /// Skips what stands between items, comments too.
  void skip_between() {
    while (true) {
      skip(" \t\r\n,");
      if (!rest_.starts_with('#')) return;
      skip_line();
    }
  }

  void skip_line() { rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size())); }

  [[nodiscard]] std::uint32_t offset(std::string_view rest) const {
    return static_cast<std::uint32_t>(source_.text().size() - rest.size());
  }

  const tmpl::Template& source_;
  GivenParameters& given_;
  std::string_view rest_;
  Keys table_;
  std::set<Keys> tables_;
  std::vector<Setting> found_;
};

/// How early the command comes whose parameters a setting gives; nothing where it gives none.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
std::optional<std::size_t> rank_of(const Setting& setting) {
  const Keys& keys = setting.keys;
  const bool are_overrides = (keys.size() == 4 || keys.size() == 5) && keys[2] == "parameters" &&
                             keys[3] == "parameter_overrides";
  if (!are_overrides) return std::nullopt;
  const auto found = std::ranges::find(commands_with_overrides, keys[1]);
  if (found == commands_with_overrides.end()) return std::nullopt;
  return static_cast<std::size_t>(found - commands_with_overrides.begin());
}

void add_setting(const tmpl::Template& source, const Setting& setting, GivenParameters& given) {
  if (setting.keys.size() == 4) {
    for (const std::string& each : setting.texts) {
      add_from_words(source, each, &setting.at, given);
    }
    return;
  }
  std::string value;
  for (const std::string& each : setting.texts) {
    value.append(value.empty() ? "" : ",").append(each);
  }
  given.all.push_back({.name = setting.keys[4],
                       .value = std::move(value),
                       .in = &source,
                       .name_begin = setting.at.begin,
                       .begin = setting.at.begin,
                       .end = setting.at.end});
}

}  // namespace

void add_from_toml(const tmpl::Template& source, std::string_view environment,
                   GivenParameters& given) {
  const std::vector<Setting> all = TomlReader(source, given).read();
  std::vector<std::string_view> names;
  std::map<std::string_view, std::size_t> ranks;
  for (const Setting& each : all) {
    const auto rank = rank_of(each);
    if (!rank) continue;
    const auto [found, is_new] = ranks.emplace(each.keys.front(), *rank);
    if (is_new) names.push_back(found->first);
    found->second = std::min(found->second, *rank);
  }
  if (names.empty()) {
    return tell_no_parameters(source, 0, 0, "the file has no parameter_overrides", given);
  }
  const auto chosen = chosen_environment(source, names, environment, given);
  if (!chosen) return;
  const std::string_view name = names[*chosen];
  for (const Setting& each : all) {
    if (each.keys.front() == name && rank_of(each) == ranks.at(name)) {
      add_setting(source, each, given);
    }
  }
}

}  // namespace omnitrack::cli
