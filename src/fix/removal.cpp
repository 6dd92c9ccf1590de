#include "fix/removal.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "fix/comments.hpp"

namespace omnitrack::fix {

namespace {

using tmpl::Kind;
using tmpl::Node;

std::uint32_t begin_of(const Node& from, std::size_t place) {
  return from.is(Kind::list) ? from.items()[place].begin : from.members()[place].key_begin;
}

std::uint32_t end_of(const Node& from, std::size_t place) {
  return from.is(Kind::list) ? from.items()[place].end : from.members()[place].value.end;
}

bool is_in_brackets(std::string_view text, const Node& from) {
  return text[from.begin] == '[' || text[from.begin] == '{';
}

const Node& value_of(const Node& from, std::size_t place) {
  return from.is(Kind::list) ? from.items()[place] : from.members()[place].value;
}

// With the comma behind it, or before it where it is the last; not with a comment in that.
std::optional<Edit> in_brackets(const tmpl::Template& in, const Node& from, std::size_t place) {
  const bool is_last = place + 1 == from.count;
  Edit edit{is_last ? end_of(from, place - 1) : begin_of(from, place),
            is_last ? end_of(from, place) : begin_of(from, place + 1),
            {}};
  const bool has_comments =
      in.format() == tmpl::Format::yaml &&
      !comments_in(in.text(), value_of(from, place), edit.begin, edit.end).empty();
  if (has_comments) return std::nullopt;
  return edit;
}

// The comments, each on a line of its own where the item or member began.
std::string kept_lines(const std::vector<std::string_view>& comments, std::size_t indent,
                       std::string_view line_end) {
  std::string lines;
  for (const std::string_view each : comments) {
    lines.append(indent, ' ').append(each).append(line_end);
  }
  return lines;
}

// Behind a line, the lines of comments that are indented deeper than what goes.
std::size_t end_of_deeper_comments(std::string_view text, std::size_t end, std::size_t indent) {
  for (;;) {
    const std::size_t word = text.find_first_not_of(' ', end);
    if (word == std::string_view::npos || text[word] != '#' || word - end <= indent) return end;
    end = std::min(text.find('\n', word), text.size() - 1) + 1;
  }
}

// The lines from the key or the dash to the end of the value, where nothing else is on them but
// comments, which stay.
std::optional<Edit> lines_of(std::string_view text, const Node& from, std::size_t place) {
  const std::uint32_t begin = begin_of(from, place);
  const std::size_t before = text.substr(0, begin).rfind('\n');
  const std::size_t first = before == std::string_view::npos ? 0 : before + 1;
  const std::string_view lead = text.substr(first, begin - first);
  const std::size_t word = std::min(lead.find_first_not_of(' '), lead.size());
  const std::string_view marker = lead.substr(word);
  const bool has_own_line =
      from.is(Kind::list)
          ? marker.starts_with('-') && marker.find_first_not_of(' ', 1) == std::string_view::npos
          : marker.empty();
  // A value elsewhere is an alias, or is merged.
  const std::uint32_t end = end_of(from, place);
  if (!has_own_line || end < begin) return std::nullopt;
  const std::size_t last = std::min(text.find('\n', end), text.size() - 1);
  const std::string_view rest = text.substr(end, last - end);
  const std::size_t after = rest.find_first_not_of(" \t\r\n");
  if (after != std::string_view::npos && rest[after] != '#') return std::nullopt;
  const auto after_last = static_cast<std::uint32_t>(end_of_deeper_comments(text, last + 1, word));
  const bool is_windows = text.substr(0, after_last).ends_with("\r\n");
  return Edit{static_cast<std::uint32_t>(first), after_last,
              kept_lines(comments_in(text, value_of(from, place), begin, after_last), word,
                         is_windows ? "\r\n" : "\n")};
}

}  // namespace

std::optional<Edit> removal(const tmpl::Template& in, const Node& from, std::size_t place) {
  if (from.count < 2) return std::nullopt;
  const std::string_view text = in.text();
  if (is_in_brackets(text, from)) return in_brackets(in, from, place);
  return lines_of(text, from, place);
}

}  // namespace omnitrack::fix
