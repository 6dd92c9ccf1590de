#include <algorithm>

#include "cli/parameters/parameter_file.hpp"
#include "support/trimmed.hpp"

namespace omnitrack::cli {

namespace {

using support::trimmed;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == ':';
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool is_quote(char c) { return c == '"' || c == '\''; }

bool is_comment(std::string_view line) {
  return line.starts_with('#') || line.starts_with(';') || line.starts_with("//");
}

/// Where the `=` of a `NAME=` at the beginning of a text stands, blanks before it aside; npos where
/// there is none.
std::size_t equals_of(std::string_view text) {
  const auto end = std::ranges::find_if_not(text, is_name_character);
  auto at = std::find_if_not(end, text.end(), is_blank);
  const bool has_name = end != text.begin() && at != text.end() && *at == '=';
  return has_name ? static_cast<std::size_t>(at - text.begin()) : std::string_view::npos;
}

/// Reads `KEY=VALUE` words out of a text.
class Words {
 public:
  Words(const tmpl::Template& source, const tmpl::Node* at, GivenParameters& given)
      : source_(source), at_(at), given_(given) {}

  void read(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      read_line(trimmed(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

 private:
  void read_line(std::string_view line) {
    if (line.ends_with('\\')) line = trimmed(line.substr(0, line.size() - 1));
    if (line.starts_with("export ")) line = trimmed(line.substr(7));
    if (line.empty() || is_comment(line) || (line.starts_with('[') && line.ends_with(']'))) return;
    // A comment may stand behind a value in quotes.
    while (!line.empty() && !line.starts_with('#')) line = trimmed(read_word(line));
  }

  /// Reads the first `KEY=VALUE` of a line and returns what is behind it.
  std::string_view read_word(std::string_view line) {
    // Quotes may be around a word as a whole, as a shell wants them.
    const char outer = line.front();
    if ((outer == '"' || outer == '\'') && equals_of(line.substr(1)) != std::string_view::npos) {
      const std::size_t end = line.find(outer, 1);
      if (end != std::string_view::npos) {
        add(line.substr(1, end - 1));
        return line.substr(end + 1);
      }
    }
    const std::size_t equals = equals_of(line);
    if (equals == std::string_view::npos) {
      tell(line);
      return {};
    }
    const std::size_t end = end_of_value(line, equals + 1);
    add(trimmed(line.substr(0, end)));
    return line.substr(end);
  }

  /// Where the value ends: at the end of the line, or where the next `KEY=` begins.
  static std::size_t end_of_value(std::string_view line, std::size_t begin) {
    char quote = '\0';
    std::size_t last_quote = line.size();
    for (std::size_t i = begin; i < line.size(); ++i) {
      const char c = line[i];
      if (quote != '\0') {
        if (c == '\\' && quote == '"') {
          ++i;
        } else if (c == quote) {
          quote = '\0';
        }
      } else if (c == '"' || c == '\'') {
        // An apostrophe within a word is none, nor is a quote that never ends.
        const bool opens = i == begin || is_blank(line[i - 1]) || line[i - 1] == '=';
        if (opens && i < last_quote) last_quote = line.rfind(c);
        if (opens && i < last_quote) quote = c;
      } else if (is_blank(c)) {
        const std::size_t blank = i;
        while (i + 1 < line.size() && is_blank(line[i + 1])) ++i;
        std::string_view word = line.substr(i + 1);
        if (word.starts_with('#') && is_quote(line[blank - 1]) && blank > begin + 1) return blank;
        if (word.starts_with('"') || word.starts_with('\'')) word.remove_prefix(1);
        const std::size_t next = equals_of(word);
        if (next != std::string_view::npos && !is_blank(word[next - 1])) return blank;
      }
    }
    return line.size();
  }

  void add(std::string_view word) {
    const std::size_t equals = equals_of(word);
    if (equals == std::string_view::npos) return tell(word);
    const std::string_view name = trimmed(word.substr(0, equals));
    if (name == "ParameterKey") return add_pair(word);
    push(name, trimmed(word.substr(equals + 1)));
  }

  /// `ParameterKey=A,ParameterValue=b`, the AWS CLI's short form.
  void add_pair(std::string_view word) {
    constexpr std::string_view key = "ParameterKey=";
    constexpr std::string_view value = ",ParameterValue=";
    constexpr std::string_view previous = ",UsePreviousValue=true";
    const std::size_t comma = word.find(',');
    const std::string_view name = word.substr(key.size(), comma - key.size());
    if (const std::size_t at = word.find(value); at != std::string_view::npos) {
      std::string_view text = word.substr(at + value.size());
      if (text.ends_with(",UsePreviousValue=false")) text = text.substr(0, text.rfind(','));
      push(name, text);
    } else if (word.find(previous) != std::string_view::npos) {
      push(name, {});
      given_.all.back().value.reset();
    } else {
      tell(word);
    }
  }

  void push(std::string_view name, std::string_view value) {
    const std::string text = unquoted(value);
    GivenParameter given{.name = std::string(name),
                         .value = text,
                         .in = &source_,
                         .name_begin = offset(name),
                         .begin = offset(value),
                         .end = offset(value) + static_cast<std::uint32_t>(value.size())};
    if (at_ != nullptr) {
      given.name_begin = given.begin = at_->begin;
      given.end = at_->end;
    }
    given_.all.push_back(std::move(given));
  }

  static std::string unquoted(std::string_view value) {
    const char quote = value.empty() ? '\0' : value.front();
    const bool is_quoted =
        value.size() >= 2 && (quote == '"' || quote == '\'') && value.back() == quote;
    if (!is_quoted) return std::string(value);
    std::string text;
    const std::string_view inner = value.substr(1, value.size() - 2);
    for (std::size_t i = 0; i < inner.size(); ++i) {
      const bool is_escape = quote == '"' && inner[i] == '\\' && i + 1 < inner.size() &&
                             (inner[i + 1] == '"' || inner[i + 1] == '\\');
      if (is_escape) ++i;
      text += inner[i];
    }
    return text;
  }

  [[nodiscard]] std::uint32_t offset(std::string_view piece) const {
    return at_ != nullptr ? at_->begin
                          : static_cast<std::uint32_t>(piece.data() - source_.text().data());
  }

  void tell(std::string_view word) {
    const std::uint32_t begin = offset(word);
    const std::uint32_t end =
        at_ != nullptr ? at_->end : begin + static_cast<std::uint32_t>(word.size());
    tell_no_parameters(source_, begin, end, "the line is not KEY=VALUE", given_,
                       "write it as in 'Stage=prod'");
  }

  const tmpl::Template& source_;
  const tmpl::Node* at_;
  GivenParameters& given_;
};

}  // namespace

bool looks_like_lines(std::string_view text) {
  bool is_any = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with("export ")) line = trimmed(line.substr(7));
    if (line.starts_with('"') || line.starts_with('\'')) line = line.substr(1);
    if (line.empty() || is_comment(line) || line.starts_with('[')) continue;
    if (equals_of(line) == std::string_view::npos) return false;
    is_any = true;
  }
  return is_any;
}

void add_from_words(const tmpl::Template& source, std::string_view words, const tmpl::Node* at,
                    GivenParameters& given) {
  Words(source, at, given).read(words);
}

void add_from_lines(const tmpl::Template& source, GivenParameters& given) {
  add_from_words(source, source.text(), nullptr, given);
}

}  // namespace omnitrack::cli
