#include "validate/finding.hpp"

#include <algorithm>

namespace omnitrack::validate {

using meaning::Path;

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

void Reporter::report(std::string_view code, Severity severity, std::uint32_t begin,
                      std::uint32_t end, const Path& path, std::string message, std::string hint) {
  findings_.push_back({.code = code,
                       .severity = severity,
                       .in = &in_,
                       .begin = begin,
                       .end = end,
                       .path = path.text(),
                       .message = std::move(message),
                       .hint = std::move(hint),
                       .acknowledged = {}});
}

}  // namespace omnitrack::validate
