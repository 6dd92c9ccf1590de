#include "properties/cpp_text.hpp"

#include <string>

namespace omnitrack::fuzz {

namespace {

class CppText {
 public:
  explicit CppText(std::string_view text) : text_(text) {}

  bool is_balanced() {
    bool is_fine = true;
    while (is_fine && at_ < text_.size()) is_fine = step();
    return is_fine && open_.empty();
  }

 private:
  // Takes one token; false where it cannot be one.
  bool step() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("//")) return skip_past("\n");
    if (rest.starts_with("/*")) return skip_past("*/");
    if (rest.starts_with("R\"")) return skip_raw();
    const char c = rest.front();
    ++at_;
    if (c == '"' || (c == '\'' && !is_separator())) return skip_literal(c);
    if (c == '(' || c == '[' || c == '{') open_ += c;
    if (c == ')' || c == ']' || c == '}') return close(c);
    return true;
  }

  // Between the digits of a number.
  [[nodiscard]] bool is_separator() const {
    return at_ >= 2 && text_[at_ - 2] >= '0' && text_[at_ - 2] <= '9';
  }

  bool close(char c) {
    const char opening = c == ')' ? '(' : c == ']' ? '[' : '{';
    if (open_.empty() || open_.back() != opening) return false;
    open_.pop_back();
    return true;
  }

  bool skip_past(std::string_view end) {
    const std::size_t found = text_.find(end, at_);
    at_ = found == std::string_view::npos ? text_.size() : found + end.size();
    return found != std::string_view::npos;
  }

  bool skip_raw() {
    const std::size_t begin = at_ + 2;
    const std::size_t bracket = text_.find('(', begin);
    if (bracket == std::string_view::npos) return false;
    at_ = bracket;
    return skip_past(")" + std::string(text_.substr(begin, bracket - begin)) + "\"");
  }

  bool skip_literal(char quote) {
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') return false;
      if (text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == quote) {
        ++at_;
        return true;
      }
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string open_;
};

}  // namespace

bool has_balanced_brackets(std::string_view text) { return CppText(text).is_balanced(); }

}  // namespace omnitrack::fuzz
