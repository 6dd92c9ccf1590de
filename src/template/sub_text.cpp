#include "template/sub_text.hpp"

namespace omnitrack::tmpl {

namespace {

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

}  // namespace

std::optional<SubVariable> SubVariables::next() {
  for (;;) {
    const std::size_t begin = text_.find("${", at_);
    if (begin == std::string_view::npos) return std::nullopt;
    at_ = begin + 2;
    const std::uint32_t ordinal = ordinal_++;
    if (at_ < text_.size() && text_[at_] == '!') continue;
    const std::size_t end = text_.find_first_of("}\n", at_);
    if (end == std::string_view::npos || text_[end] == '\n') continue;
    return SubVariable{.name = without_blanks(text_.substr(at_, end - at_)),
                       .ordinal = ordinal,
                       .begin = begin,
                       .end = end + 1};
  }
}

std::uint32_t variable_begin(const Template& source, const Node& text, std::uint32_t ordinal) {
  const std::string_view written = source.text().substr(0, text.end);
  std::size_t at = text.begin;
  for (std::uint32_t left = ordinal + 1;; --left, at += 2) {
    at = written.find("${", at);
    if (at == std::string_view::npos) return text.begin;
    if (left == 1) return static_cast<std::uint32_t>(at);
  }
}

}  // namespace omnitrack::tmpl
