#include <algorithm>
#include <vector>

#include "cli/page/printable.hpp"
#include "cli/parameters/parameter_file.hpp"
#include "support/trimmed.hpp"

namespace omnitrack::cli {

namespace {

/// The `parameter_overrides` of one environment, as far as the few forms that SAM writes go.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
struct Overrides {
  std::string_view environment;
  tmpl::Node at;                        ///< the place of all of them
  std::vector<std::string> words = {};  ///< texts of `KEY=VALUE` words
};

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

class TomlReader {
 public:
  explicit TomlReader(const tmpl::Template& source) : source_(source) {}

  std::vector<Overrides> read() {
    std::string_view rest = source_.text();
    while (!rest.empty()) {
      const std::string_view line = support::trimmed(rest.substr(0, rest.find('\n')));
      if (line.starts_with('[')) {
        section_ = line.substr(1, line.find(']') - 1);
      } else if (line.starts_with("parameter_overrides") && is_of_parameters()) {
        const std::size_t equals = rest.find('=');
        if (equals == std::string_view::npos) break;
        rest.remove_prefix(equals + 1);
        read_value(rest);
      }
      const std::size_t end = rest.find('\n');
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_of_parameters() const {
    return section_.ends_with(".deploy.parameters") || section_.ends_with(".global.parameters");
  }

  void read_value(std::string_view& rest) {
    const std::size_t blanks = rest.find_first_not_of(" \t");
    rest.remove_prefix(std::min(blanks, rest.size()));
    Overrides made{.environment = section_.substr(0, section_.find('.')), .at = {}};
    made.at.begin = offset(rest);
    if (rest.starts_with('[')) {
      rest.remove_prefix(1);
      while (true) {
        skip_between_items(rest);
        std::string text;
        if (!take_text(rest, text)) break;
        made.words.push_back(std::move(text));
      }
    } else {
      std::string text;
      if (!take_text(rest, text)) return;
      made.words.push_back(std::move(text));
    }
    made.at.end = offset(rest);
    found_.push_back(std::move(made));
  }

  static void skip_between_items(std::string_view& rest) {
    while (true) {
      const std::size_t next = rest.find_first_not_of(" \t\r\n,");
      rest.remove_prefix(std::min(next, rest.size()));
      if (!rest.starts_with('#')) return;
      rest.remove_prefix(std::min(rest.find('\n'), rest.size()));
    }
  }

  [[nodiscard]] std::uint32_t offset(std::string_view rest) const {
    return static_cast<std::uint32_t>(source_.text().size() - rest.size());
  }

  const tmpl::Template& source_;
  std::string_view section_;
  std::vector<Overrides> found_;
};

}  // namespace

void add_from_toml(const tmpl::Template& source, std::string_view environment,
                   GivenParameters& given) {
  const std::vector<Overrides> all = TomlReader(source).read();
  if (all.empty()) {
    return tell_no_parameters(source, 0, 0, "the file has no parameter_overrides", given);
  }
  std::vector<std::string_view> names;
  names.reserve(all.size());
  for (const Overrides& each : all) names.push_back(each.environment);
  const auto chosen = chosen_environment(source, names, environment, given);
  if (!chosen) return;
  const Overrides& overrides = all[*chosen];
  for (const std::string& each : overrides.words) {
    add_from_words(source, each, &overrides.at, given);
  }
}

}  // namespace omnitrack::cli
