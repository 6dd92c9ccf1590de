#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "omnitrack/characters.hpp"
#include "support/byte_scan.hpp"
#include "support/utf8.hpp"
#include "template/builder.hpp"
#include "template/json_string.hpp"

namespace omnitrack::tmpl {

namespace {

using omnitrack::detail::is_digit;
using omnitrack::detail::is_letter;

class Reader {
 public:
  explicit Reader(Builder& builder)
      : builder_(builder),
        begin_(builder.source().data()),
        end_(begin_ + builder.source().size()),
        valid_end_(begin_ +
                   std::min(support::find_invalid_utf8(builder.source()), builder.source().size())),
        at_(begin_) {}

  Node document() {
    if (builder_.source().starts_with("\xEF\xBB\xBF")) at_ += 3;
    skip();
    if (at_ == end_) fail("a value is expected", "the file is empty");
    const Node root = value(0);
    skip();
    if (at_ != end_) fail("nothing may follow the value", "is there a brace too many?");
    return root;
  }

 private:
  [[nodiscard]] std::uint32_t offset(const char* place) const {
    return static_cast<std::uint32_t>(place - begin_);
  }
  [[nodiscard]] std::uint32_t offset() const { return offset(at_); }

  // The text ends with a zero byte, which no JSON has outside of a string.
  [[nodiscard]] char peek() const { return *at_; }

  [[noreturn]] void fail(std::string reason, std::string_view hint = {},
                         TextProblem::Kind kind = TextProblem::Kind::syntax) const {
    throw TextProblem{kind, offset(), std::move(reason), std::string(hint)};
  }

  void skip() {
    if (is_visible(peek())) return;
    // Mostly it is one space.
    if (peek() == ' ' && is_visible(at_[1])) {
      ++at_;
    } else {
      skip_blanks();
    }
  }

  static bool is_visible(char c) { return static_cast<unsigned char>(c) > ' '; }

  // A value follows its key by one space, mostly, or a line break and its indent.
  void skip_blanks() {
    for (;;) {
      switch (peek()) {
        case ' ':
        case '\n':
          at_ = support::skip_spaces(at_ + 1, end_);
          break;
        case '\t':
        case '\r':
          ++at_;
          break;
        default:
          return;
      }
    }
  }

  bool take(char c) {
    skip();
    if (peek() != c) return false;
    ++at_;
    return true;
  }

  Node value(int depth) {
    if (depth > deepest_nesting) {
      fail("the value is nested too deeply",
           std::to_string(deepest_nesting) + " levels are allowed", TextProblem::Kind::too_deep);
    }
    switch (peek()) {
      case '{':
        return map(depth);
      case '[':
        return list(depth);
      case '"': {
        const std::uint32_t begin = offset();
        const std::string_view text = string();
        Node node = Builder::scalar(Kind::string, text, begin, offset());
        const bool is_as_written = text.data() == begin_ + begin + 1;
        node.is_literal = is_as_written && text.find('{') == std::string_view::npos;
        return node;
      }
      case 't':
        return word(Kind::boolean, "true");
      case 'f':
        return word(Kind::boolean, "false");
      case 'n':
        return word(Kind::null, "null");
      default:
        return number();
    }
  }

  Node map(int depth) {
    const std::uint32_t begin = offset();
    const std::size_t first = members_.size();
    ++at_;
    if (!take('}')) {
      do {
        skip();
        if (peek() != '"') fail("a key in double quotes is expected", hint_for_key());
        const std::uint32_t key_begin = offset();
        const std::string_view key = string();
        if (!take(':')) fail("':' is expected after the key");
        skip();
        const Node read = value(depth + 1);
        members_.push_back(Builder::member(key, key_begin, read));
      } while (take(','));
      if (!take('}')) fail("',' or '}' is expected", hint_after_value());
    }
    const std::span all = std::span(members_).subspan(first);
    const Node made = builder_.map(all.first(builder_.settle_keys(all)), begin, offset());
    members_.erase(members_.begin() + static_cast<std::ptrdiff_t>(first), members_.end());
    return made;
  }

  Node list(int depth) {
    const std::uint32_t begin = offset();
    const std::size_t first = items_.size();
    ++at_;
    if (!take(']')) {
      do {
        skip();
        const Node read = value(depth + 1);
        items_.push_back(read);
      } while (take(','));
      if (!take(']')) fail("',' or ']' is expected", hint_after_value());
    }
    const Node made = builder_.list(std::span(items_).subspan(first), begin, offset());
    items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(first), items_.end());
    return made;
  }

  Node word(Kind kind, std::string_view expected) {
    const char* const first = at_;
    if (!std::string_view(at_, end_).starts_with(expected)) {
      fail("a value is expected", hint_for_value());
    }
    at_ += expected.size();
    return plain(kind, first);
  }

  [[nodiscard]] Node plain(Kind kind, const char* first) const {
    Node node = Builder::scalar(kind, {first, at_}, offset(first), offset());
    node.is_plain = true;
    node.is_literal = true;
    return node;
  }

  void digits() {
    if (!is_digit(peek())) fail("a digit is expected");
    while (is_digit(peek())) ++at_;
  }

  Node number() {
    const char* const first = at_;
    if (peek() != '-' && !is_digit(peek())) fail("a value is expected", hint_for_value());
    if (peek() == '-') ++at_;
    if (peek() == '0') {
      ++at_;
      if (is_digit(peek())) {
        fail("a number must not begin with 0", "put it in quotes if it is a text");
      }
    } else {
      digits();
    }
    if (peek() == '.') {
      ++at_;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      digits();
    }
    return plain(Kind::number, first);
  }

  // The text between the quotes; `at_` is then after the second.
  std::string_view string() {
    const char* const opening = at_;
    at_ = support::find_string_end(at_ + 1, end_);
    bool has_escapes = false;
    while (peek() == '\\' && end_ - at_ >= 2) {
      has_escapes = true;
      at_ = support::find_string_end(at_ + 2, end_);
    }
    if (peek() != '"') fail_in_string(opening);
    if (at_ >= valid_end_) {
      at_ = opening;
      fail("the string is not UTF-8", "save the file as UTF-8", TextProblem::Kind::not_utf8);
    }
    const std::string_view raw(opening + 1, at_);
    if (!has_escapes) {
      ++at_;
      return raw;
    }
    if (const auto problem = decode_json_string(raw, decoded_)) {
      at_ = raw.data() + problem->at;
      fail(std::string(problem->reason), problem->hint);
    }
    ++at_;
    return builder_.keep(decoded_);
  }

  [[noreturn]] void fail_in_string(const char* opening) {
    const bool is_unfinished = at_ == end_ || peek() == '\\';
    if (is_unfinished) {
      at_ = opening;
      fail("the string has no end", "its closing quote is missing");
    }
    const bool is_line_end = peek() == '\n' || peek() == '\r';
    fail("a control character in a string must be written as an escape",
         is_line_end ? "a string ends on its line; a line break in it is written \\n" : "");
  }

  // What people often write where a key, a value or what follows one is expected.
  [[nodiscard]] std::string_view hint_for_key() const {
    if (peek() == '}') return "no comma may follow the last member";
    if (is_letter(peek())) return "put the key in double quotes";
    return hint_anywhere();
  }

  [[nodiscard]] std::string_view hint_for_value() const {
    const std::string_view rest(at_, end_);
    if (peek() == ']') return "no comma may follow the last item";
    if (rest.starts_with("True") || rest.starts_with("False")) {
      return "true and false are lower case";
    }
    if (rest.starts_with("None")) return "write null, or leave the member out";
    if (rest.starts_with("NaN") || rest.starts_with("Infinity")) return "JSON has numbers only";
    if (peek() == '!') return "JSON has no short forms: write {\"Ref\": …}, {\"Fn::Sub\": …}";
    if (is_letter(peek())) return "put a text in double quotes";
    return hint_anywhere();
  }

  [[nodiscard]] std::string_view hint_after_value() const {
    if (peek() == '"' || peek() == '{' || peek() == '[') return "a comma is missing before this";
    return hint_anywhere();
  }

  [[nodiscard]] std::string_view hint_anywhere() const {
    if (at_ == end_) return "the file ends too early";
    if (peek() == '\'') return "JSON takes double quotes only";
    if (peek() == '/' || peek() == '#') return "JSON has no comments";
    return {};
  }

  Builder& builder_;
  const char* begin_;
  const char* end_;
  const char* valid_end_;  // where the text stops being UTF-8
  const char* at_;
  std::string decoded_;
  // The values of the lists and maps that are being read, innermost last.
  std::vector<Node> items_;
  std::vector<Member> members_;
};

}  // namespace

void read_json(Builder& builder) {
  try {
    builder.set_root(Reader(builder).document());
  } catch (TextProblem& problem) {
    builder.report(problem.kind, problem.begin, std::move(problem.message),
                   std::move(problem.hint));
  }
}

}  // namespace omnitrack::tmpl
