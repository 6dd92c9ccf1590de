#include "template/json_string.hpp"

#include <algorithm>
#include <cstdint>

#include "support/utf8.hpp"

namespace omnitrack::tmpl {

namespace {

class Decoder {
 public:
  Decoder(std::string_view raw, std::string& text) : raw_(raw), text_(text) {}

  std::optional<EscapeProblem> decode() {
    text_.clear();
    while (at_ < raw_.size() && !problem_) {
      const std::size_t escape = std::min(raw_.find('\\', at_), raw_.size());
      text_.append(raw_.substr(at_, escape - at_));
      at_ = escape;
      if (at_ < raw_.size()) take_escape();
    }
    return problem_;
  }

 private:
  void fail(std::string_view reason, std::string_view hint) {
    if (!problem_) problem_ = EscapeProblem{at_, reason, hint};
  }

  void take_escape() {
    static constexpr std::string_view names = "\"\\/bfnrt";
    static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (raw_.substr(at_).starts_with("\\u")) return take_code_point();
    ++at_;
    const std::size_t index = at_ < raw_.size() ? names.find(raw_[at_]) : std::string_view::npos;
    if (index == std::string_view::npos) {
      return fail("no such escape", "a backslash itself is written \\\\");
    }
    text_ += meanings[index];
    ++at_;
  }

  void take_code_point() {
    std::uint32_t code_point = code_unit();
    if (code_point >= 0xD800 && code_point <= 0xDFFF) {
      const bool is_pair = code_point < 0xDC00 && raw_.substr(at_).starts_with("\\u");
      const std::uint32_t second = is_pair ? code_unit() : 0;
      if (second < 0xDC00 || second > 0xDFFF) {
        fail("half of a surrogate pair",
             "a character beyond U+FFFF is two escapes, or stands as it is");
      }
      code_point = 0x10000 + ((code_point - 0xD800) << 10) + (second - 0xDC00);
    }
    if (!problem_) support::append_utf8(code_point, text_);
  }

  std::uint32_t code_unit() {
    at_ += 2;
    std::uint32_t unit = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      static constexpr std::string_view hexadecimal = "0123456789abcdefABCDEF";
      const std::size_t digit =
          at_ < raw_.size() ? hexadecimal.find(raw_[at_]) : std::string_view::npos;
      if (digit == std::string_view::npos) {
        fail("four hexadecimal digits are expected", "a backslash itself is written \\\\");
        return 0;
      }
      unit = unit * 16 + static_cast<std::uint32_t>(digit < 16 ? digit : digit - 6);
    }
    return unit;
  }

  std::string_view raw_;
  std::string& text_;
  std::size_t at_ = 0;
  std::optional<EscapeProblem> problem_;
};

}  // namespace

std::optional<EscapeProblem> decode_json_string(std::string_view raw, std::string& text) {
  return Decoder(raw, text).decode();
}

}  // namespace omnitrack::tmpl
