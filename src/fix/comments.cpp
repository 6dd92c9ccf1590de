#include "fix/comments.hpp"

#include <algorithm>
#include <string>

namespace omnitrack::fix {

namespace {

using tmpl::Kind;
using tmpl::Node;

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Where texts stand, in which a `#` begins no comment.
void collect_texts(const Node& value, std::vector<Span>& texts) {
  if (value.is_scalar()) texts.push_back({value.begin, value.end});
  for (const Node& item : value.items()) collect_texts(item, texts);
  for (const tmpl::Member& member : value.members()) {
    texts.push_back({member.key_begin, member.key_begin + member.key_size});
    collect_texts(member.value, texts);
  }
}

// Behind the header of a text under `|` or `>` a comment may stand.
std::size_t begin_of_content(std::string_view text, const Span& span) {
  const char first = text[span.begin];
  const bool is_block = first == '|' || first == '>';
  return is_block ? std::min(text.find('\n', span.begin), span.end) : span.begin;
}

bool is_in_text(std::string_view text, const std::vector<Span>& texts, std::size_t at) {
  return std::ranges::any_of(texts, [&](const Span& each) {
    return each.begin < each.end && begin_of_content(text, each) <= at && at < each.end;
  });
}

}  // namespace

std::vector<std::string_view> comments_in(std::string_view text, const Node& value,
                                          std::uint32_t begin, std::uint32_t end) {
  std::vector<Span> texts;
  collect_texts(value, texts);
  std::vector<std::string_view> comments;
  for (std::size_t at = text.find('#', begin); at < end; at = text.find('#', at + 1)) {
    const bool is_apart =
        at == 0 || std::string_view(" \t\n").find(text[at - 1]) != std::string_view::npos;
    if (!is_apart || is_in_text(text, texts, at)) continue;
    const std::size_t line_end = std::min(text.find_first_of("\r\n", at), text.size());
    comments.push_back(text.substr(at, line_end - at));
    at = line_end - 1;
  }
  return comments;
}

}  // namespace omnitrack::fix
