#include "template/other_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace omnitrack::tmpl {

namespace {

struct Sign {
  std::string_view begin;
  std::string_view reason;
  std::string_view hint;
};

constexpr std::string_view save_as_utf8 = "save the file as UTF-8";
constexpr std::string_view not_utf8 = "the text is UTF-16, not UTF-8";

constexpr std::array<Sign, 6> signs_of_files{{
    {"\xFF\xFE", not_utf8, save_as_utf8},
    {"\xFE\xFF", not_utf8, save_as_utf8},
    {"\x1F\x8B", "the file is packed by gzip", "unpack it first"},
    {"PK\x03\x04", "the file is a .zip archive", "unpack it first"},
    {"\x89PNG", "the file is a picture", "name the template"},
    {"%PDF", "the file is a PDF document", "name the template"},
}};

constexpr std::array<Sign, 4> signs_of_lines{{
    {"<<<<<<<", "a merge has left a conflict here", "keep one side, and take out the marks"},
    {"=======", "a merge has left a conflict here", "keep one side, and take out the marks"},
    {">>>>>>>", "a merge has left a conflict here", "keep one side, and take out the marks"},
    {"```", "a mark of Markdown stands here", "keep what stands between the marks alone"},
}};

constexpr std::array<std::string_view, 3> tags_of_languages{"{{", "{%", "<%"};

// CloudFormation's own, which is put in quotes.
constexpr std::string_view dynamic_reference = "{{resolve:";

template <std::size_t Size>
const Sign* sign_of(const std::array<Sign, Size>& signs, std::string_view text) {
  const auto found =
      std::ranges::find_if(signs, [&](const Sign& each) { return text.starts_with(each.begin); });
  return found == signs.end() ? nullptr : &*found;
}

// Every second byte of ASCII in UTF-16 is zero.
bool is_utf16(std::string_view text) {
  return text.size() > 3 && (text[0] == '\0') != (text[1] == '\0') &&
         (text[0] == '\0') == (text[2] == '\0') && (text[1] == '\0') == (text[3] == '\0');
}

// The line of a place, as far as it is near: JSON may be one line.
std::string_view near(std::string_view text, std::size_t at) {
  constexpr std::size_t farthest = 120;
  const std::size_t first = at < farthest ? 0 : at - farthest;
  const std::string_view before = text.substr(first, at - first);
  const std::size_t begin = first + before.rfind('\n') + 1;
  return text.substr(begin, std::min(text.find('\n', at), at + farthest) - begin);
}

std::string_view tag_in(std::string_view line) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    const std::string_view rest = line.substr(at);
    if (rest.starts_with(dynamic_reference)) continue;
    for (const std::string_view tag : tags_of_languages) {
      if (rest.starts_with(tag)) return tag;
    }
  }
  return {};
}

void retell(TextProblem& problem, std::string_view reason, std::string_view hint) {
  problem.message = reason;
  problem.hint = hint;
}

}  // namespace

void tell_other_text(std::string_view text, TextProblem& problem) {
  if (const Sign* file = sign_of(signs_of_files, text)) {
    retell(problem, file->reason, file->hint);
    problem.begin = 0;
  } else if (is_utf16(text)) {
    retell(problem, not_utf8, save_as_utf8);
    problem.begin = 0;
  } else if (problem.kind == TextProblem::Kind::syntax) {
    const std::string_view line = near(text, problem.begin);
    if (const Sign* sign = sign_of(signs_of_lines, line)) {
      retell(problem, sign->reason, sign->hint);
    } else if (const std::string_view tag = tag_in(line); !tag.empty()) {
      retell(problem,
             '\'' + std::string(tag) + "' is of a language that CloudFormation does not read",
             "a template of Jinja or the like must be rendered first");
    }
  }
}

}  // namespace omnitrack::tmpl
