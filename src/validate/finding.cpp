#include "validate/finding.hpp"

#include <algorithm>

namespace omnitrack::validate {

std::string Path::text() const {
  if (parent_ == nullptr) return {};
  std::string text = parent_->text();
  if (!text.empty()) text += '/';
  if (index_ != npos) return text += std::to_string(index_);
  for (const char c : key_) {
    if (c == '~') {
      text += "~0";
    } else if (c == '/') {
      text += "~1";
    } else {
      text += c;
    }
  }
  return text;
}

// A key in quotes ends after the quote that is neither escaped nor doubled.
std::uint32_t Reporter::end_of_key(const tmpl::Member& member) const {
  const std::string_view text = in_.text();
  std::size_t at = member.key_begin;
  const char quote = at < text.size() ? text[at] : '\0';
  if (quote != '"' && quote != '\'') return member.key_begin + member.key_size;
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\' && quote == '"') {
      ++at;
    } else if (text[at] == quote) {
      if (quote == '"' || at + 1 == text.size() || text[at + 1] != quote) break;
      ++at;
    }
  }
  return static_cast<std::uint32_t>(std::min(at + 1, text.size()));
}

void Reporter::report(GradedCode code, std::uint32_t begin, std::uint32_t end, const Path& path,
                      std::string message, std::string hint) {
  findings_.push_back({.code = code.text(),
                       .severity = code.severity(),
                       .in = &in_,
                       .begin = begin,
                       .end = end,
                       .path = path.text(),
                       .message = std::move(message),
                       .hint = std::move(hint),
                       .acknowledged = {}});
}

void Reporter::report_again(Finding inner, const tmpl::Node& at, const Path& path) {
  inner.in = &in_;
  inner.begin = at.begin;
  inner.end = at.end;
  inner.path = path.text();
  findings_.push_back(std::move(inner));
}

}  // namespace omnitrack::validate
