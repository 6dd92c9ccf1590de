#include "validate/key_end.hpp"

#include <algorithm>

namespace omnitrack::validate {

std::uint32_t end_of_tag(std::string_view text, std::uint32_t begin) {
  return static_cast<std::uint32_t>(std::min(text.find_first_of(" \t\r\n,]}", begin), text.size()));
}

std::uint32_t end_of_key(const tmpl::Template& in, const tmpl::Member& member) {
  const std::string_view text = in.text();
  std::size_t at = member.key_begin;
  const char quote = at < text.size() ? text[at] : '\0';
  // The key of a short form is its tag.
  if (quote == '!') return end_of_tag(text, member.key_begin);
  if (quote != '"' && quote != '\'') return member.key_begin + member.key_size;
  // Without escapes, the key is a part of the text.
  if (member.key_characters == text.data() + at + 1) {
    return member.key_begin + member.key_size + 2;
  }
  // It ends after the quote that is neither escaped nor doubled.
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

}  // namespace omnitrack::validate
