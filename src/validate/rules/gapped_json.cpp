#include "validate/rules/gapped_json.hpp"

#include <algorithm>
#include <string>

#include "validate/rules/gapped_text.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

namespace {

// What JSON is made of: its own signs, `s` for a text, a number or a word, and `?` for what is not
// known.
constexpr char json_scalar = 's';
constexpr char json_unknown = '?';

bool is_one_of_signs(char sign, std::string_view signs) { return signs.find(sign) != signs.npos; }

/// Whether one may stand right before the other.
bool may_follow(char before, char sign) {
  if (before == json_unknown || sign == json_unknown) return true;
  switch (before) {
    case ',':
      return !is_one_of_signs(sign, "}],:");
    case ':':
      return !is_one_of_signs(sign, ",}]:");
    case '{':
      return !is_one_of_signs(sign, ",:[{]");
    case '[':
      return !is_one_of_signs(sign, ",:}");
    case json_scalar:
      return !is_one_of_signs(sign, "{[s");
    default:  // a map or a list has ended
      return !is_one_of_signs(sign, "{[s:");
  }
}

class JsonSigns {
 public:
  explicit JsonSigns(std::string_view text) : rest_(text) {}

  bool may_be_json() {
    char before = json_unknown;
    while (skip_blanks()) {
      const char sign = next();
      if (is_wrong_ || !may_follow(before, sign) || !may_be_nested(sign)) return false;
      before = sign;
    }
    return has_unknown_ || open_.empty();
  }

 private:
  bool skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
    return !rest_.empty();
  }

  /// Whether what ends has begun; unknown behind a gap between the signs.
  bool may_be_nested(char sign) {
    has_unknown_ = has_unknown_ || sign == json_unknown;
    if (is_one_of_signs(sign, "{[")) open_ += sign;
    if (has_unknown_ || !is_one_of_signs(sign, "}]")) return true;
    if (open_.empty() || open_.back() != (sign == '}' ? '{' : '[')) return false;
    open_.pop_back();
    return true;
  }

  void take(std::size_t count) { rest_.remove_prefix(std::min(count, rest_.size())); }

  char next() {
    const char first = rest_.front();
    if (is_one_of_signs(first, "{}[],:")) {
      take(1);
      return first;
    }
    if (first == '"') return take_text();
    return take_word();
  }

  char take_text() {
    std::size_t at = 1;
    while (at < rest_.size() && rest_[at] != '"') {
      if (rest_[at] == gap_begin) {
        at = end_of_gap(rest_, at);
      } else {
        at += rest_[at] == '\\' ? 2 : 1;
      }
    }
    take(at + 1);
    return json_scalar;
  }

  /// A number or a word; unknown where it has a gap, or `${…}` that something else fills in.
  char take_word() {
    bool is_known = true;
    std::size_t at = 0;
    while (at < rest_.size() && !is_one_of_signs(rest_[at], "{}[],:\" \t\r\n")) {
      const bool is_filled_in = rest_.substr(at).starts_with("${");
      if (rest_[at] == gap_begin) {
        at = end_of_gap(rest_, at);
      } else if (is_filled_in) {
        at = std::min(rest_.find('}', at), rest_.size() - 1) + 1;
      } else {
        ++at;
        continue;
      }
      is_known = false;
    }
    const std::string_view word = rest_.substr(0, at);
    take(at);
    if (!is_known) return json_unknown;
    is_wrong_ = word != "true" && word != "false" && word != "null" && !number_in(word);
    return json_scalar;
  }

  std::string_view rest_;
  std::string open_;
  bool has_unknown_ = false;
  bool is_wrong_ = false;
};

}  // namespace

bool may_become_json(std::string_view gapped) { return JsonSigns(gapped).may_be_json(); }

}  // namespace omnitrack::validate
