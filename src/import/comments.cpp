#include "import/comments.hpp"

#include <algorithm>
#include <limits>
#include <string_view>

namespace omnitrack::importing {

namespace {

struct Span {
  std::uint32_t begin;
  std::uint32_t end;
};

/// Where keys and items begin, and where scalars are, in which `#` begins no comment.
struct Places {
  std::vector<std::uint32_t> anchors;
  std::vector<Span> scalars;

  void add(const tmpl::Node& node) {
    if (node.is_scalar()) scalars.push_back({node.begin, node.end});
    for (const tmpl::Node& each : node.items()) {
      anchors.push_back(each.begin);
      add(each);
    }
    for (const tmpl::Member& each : node.members()) {
      anchors.push_back(each.key_begin);
      add(each.value);
    }
  }
};

std::string without_marks(std::string_view comment) {
  const std::size_t begin = comment.find_first_not_of('#');
  if (begin == std::string_view::npos) return {};
  comment.remove_prefix(begin);
  if (comment.starts_with(' ')) comment.remove_prefix(1);
  const std::size_t end = comment.find_last_not_of(" \t\r");
  std::string text(comment.substr(0, end == std::string_view::npos ? 0 : end + 1));
  // A line of a comment that ends so goes on behind it.
  while (text.ends_with('\\')) text.pop_back();
  return text;
}

}  // namespace

Comments::Comments(const tmpl::Template& source) {
  if (source.format() != tmpl::Format::yaml) return;
  Places places;
  places.add(source.root());
  std::ranges::sort(places.anchors);
  std::ranges::sort(places.scalars, {}, &Span::begin);
  const std::string_view text = source.text();
  std::size_t scalar = 0;
  std::size_t line = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    while (scalar < places.scalars.size() && places.scalars[scalar].end <= at) ++scalar;
    if (scalar < places.scalars.size() && places.scalars[scalar].begin <= at) {
      at = places.scalars[scalar].end - 1;
      const std::size_t last = text.rfind('\n', at);
      if (last != std::string_view::npos) line = std::max(line, last + 1);
      continue;
    }
    if (text[at] == '\n') line = at + 1;
    const bool begins =
        text[at] == '#' &&
        (at == 0 || std::string_view(" \t\n\r").find(text[at - 1]) != std::string_view::npos);
    if (!begins) continue;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const bool is_alone =
        text.substr(line, at - line).find_first_not_of(" \t") == std::string_view::npos;
    auto anchor = std::ranges::upper_bound(places.anchors, static_cast<std::uint32_t>(at));
    if (!is_alone && anchor != places.anchors.begin()) --anchor;
    by_place_.emplace(
        anchor == places.anchors.end() ? static_cast<std::uint32_t>(text.size()) : *anchor,
        without_marks(text.substr(at, end - at)));
    at = end - 1;
  }
}

std::vector<std::string> Comments::take(std::uint32_t begin) { return take_all(begin, begin + 1); }

std::vector<std::string> Comments::take_all(std::uint32_t begin, std::uint32_t end) {
  // What an alias stands for may end before the key that has it.
  if (end < begin) return {};
  const auto first = by_place_.lower_bound(begin);
  const auto last = by_place_.lower_bound(end);
  std::vector<std::string> lines;
  for (auto each = first; each != last; ++each) lines.push_back(each->second);
  by_place_.erase(first, last);
  return lines;
}

}  // namespace omnitrack::importing
