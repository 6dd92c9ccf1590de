#include "fix/removal.hpp"

#include <algorithm>
#include <string_view>

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

// With the comma behind it, or before it where it is the last.
Edit in_brackets(const Node& from, std::size_t place) {
  if (place + 1 < from.count) return {begin_of(from, place), begin_of(from, place + 1), {}};
  return {end_of(from, place - 1), end_of(from, place), {}};
}

// The lines from the key or the dash to the end of the value, where nothing else is on them.
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
  return Edit{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last + 1), {}};
}

}  // namespace

std::optional<Edit> removal(const tmpl::Template& in, const Node& from, std::size_t place) {
  if (from.count < 2) return std::nullopt;
  const std::string_view text = in.text();
  if (is_in_brackets(text, from)) return in_brackets(from, place);
  return lines_of(text, from, place);
}

}  // namespace omnitrack::fix
