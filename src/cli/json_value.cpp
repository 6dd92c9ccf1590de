#include "cli/json_value.hpp"

#include "support/utf8.hpp"

namespace omnitrack::cli {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void append_utf8(std::string& text, std::uint32_t code_point) {
  const auto byte = [&](std::uint32_t value) { text += static_cast<char>(value); };
  if (code_point < 0x80) return byte(code_point);
  if (code_point < 0x800) {
    byte(0xC0 | code_point >> 6);
  } else {
    if (code_point < 0x10000) {
      byte(0xE0 | code_point >> 12);
    } else {
      byte(0xF0 | code_point >> 18);
      byte(0x80 | (code_point >> 12 & 0x3F));
    }
    byte(0x80 | (code_point >> 6 & 0x3F));
  }
  byte(0x80 | (code_point & 0x3F));
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  JsonValue document() {
    JsonValue value = read(0);
    skip_space();
    if (at_ < text_.size()) fail("nothing may follow the value");
    return value;
  }

 private:
  using Kind = JsonValue::Kind;

  [[noreturn]] void fail(const std::string& reason) const { throw JsonError(at_, reason); }

  // The next byte; 0 at the end, which no JSON has outside of a string.
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_space() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\t' || peek() == '\r') ++at_;
  }

  bool take(char c) {
    skip_space();
    if (peek() != c) return false;
    ++at_;
    return true;
  }

  JsonValue read(int depth) {
    skip_space();
    if (depth > 100) fail("the value is nested too deeply");
    JsonValue value;
    value.begin = at_;
    fill(value, depth);
    value.end = at_;
    return value;
  }

  void fill(JsonValue& value, int depth) {
    switch (peek()) {
      case '{':
        value.kind = Kind::object;
        return members(value, depth);
      case '[':
        value.kind = Kind::array;
        return elements(value, depth);
      case '"':
        value.kind = Kind::string;
        return string(value.text);
      case 't':
        value.kind = Kind::boolean;
        return word("true");
      case 'f':
        value.kind = Kind::boolean;
        return word("false");
      case 'n':
        return word("null");
      default:
        value.kind = Kind::number;
        return number();
    }
  }

  void members(JsonValue& value, int depth) {
    ++at_;
    if (take('}')) return;
    do {
      skip_space();
      if (peek() != '"') fail("a key in double quotes is expected");
      value.items.push_back(read(depth + 1));
      if (!take(':')) fail("':' is expected after the key");
      value.items.push_back(read(depth + 1));
    } while (take(','));
    if (!take('}')) fail("',' or '}' is expected");
  }

  void elements(JsonValue& value, int depth) {
    ++at_;
    if (take(']')) return;
    do {
      value.items.push_back(read(depth + 1));
    } while (take(','));
    if (!take(']')) fail("',' or ']' is expected");
  }

  void word(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) fail("a value is expected");
    at_ += expected.size();
  }

  void digits() {
    if (!is_digit(peek())) fail("a digit is expected");
    while (is_digit(peek())) ++at_;
  }

  void number() {
    if (peek() != '-' && !is_digit(peek())) fail("a value is expected");
    if (peek() == '-') ++at_;
    if (peek() == '0') {
      ++at_;
      if (is_digit(peek())) fail("a number must not begin with 0");
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
  }

  void string(std::string& out) {
    const std::size_t begin = at_++;
    while (peek() != '"') {
      if (at_ == text_.size()) {
        at_ = begin;
        fail("the string has no end");
      }
      const char c = text_[at_];
      if (static_cast<unsigned char>(c) < 0x20) {
        fail("a control character in a string must be written as an escape");
      }
      if (c == '\\') {
        escape(out);
      } else {
        out += c;
        ++at_;
      }
    }
    ++at_;
    if (!support::is_utf8(text_.substr(begin, at_ - begin))) {
      at_ = begin;
      fail("the string is not UTF-8");
    }
  }

  void escape(std::string& out) {
    static constexpr std::string_view names = "\"\\/bfnrt";
    static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    ++at_;
    if (peek() == 'u') {
      --at_;
      return append_utf8(out, code_point());
    }
    const std::size_t index = names.find(peek());
    if (index == std::string_view::npos) fail("no such escape");
    out += meanings[index];
    ++at_;
  }

  std::uint32_t code_point() {
    const std::uint32_t first = code_unit();
    if (first < 0xD800 || first > 0xDFFF) return first;
    const bool is_pair = first < 0xDC00 && text_.substr(at_).starts_with("\\u");
    const std::uint32_t second = is_pair ? code_unit() : 0;
    if (second < 0xDC00 || second > 0xDFFF) fail("half of a surrogate pair");
    return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
  }

  std::uint32_t code_unit() {
    at_ += 2;
    std::uint32_t unit = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      static constexpr std::string_view hexadecimal = "0123456789abcdefABCDEF";
      const std::size_t digit = hexadecimal.find(peek());
      if (digit == std::string_view::npos) fail("four hexadecimal digits are expected");
      unit = unit * 16 + static_cast<std::uint32_t>(digit < 16 ? digit : digit - 6);
    }
    return unit;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

JsonValue read_json(std::string_view text) { return Reader(text).document(); }

}  // namespace omnitrack::cli
