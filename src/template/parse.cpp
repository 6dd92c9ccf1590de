#include "template/parse.hpp"

#include <algorithm>

#include "support/utf8.hpp"
#include "template/builder.hpp"
#include "template/other_text.hpp"

namespace omnitrack::tmpl {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Offsets have 32 bits; no template comes near that.
constexpr std::size_t largest_text = std::size_t{1} << 30;

std::string_view from_first_word(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text;
}

// A comment of JavaScript before it tells of JSON too, in which the reader refuses it.
bool begins_like_json(std::string_view text) {
  const std::string_view begin = from_first_word(text);
  return begin.starts_with('{') || begin.starts_with("//") || begin.starts_with("/*");
}

std::vector<TextProblem> read_by(void (*read)(Builder&), Format format, Repeated repeated,
                                 Template& target, OtherTags other_tags = OtherTags::refused) {
  Builder builder(target, format, repeated, other_tags);
  if (target.text().size() > largest_text) {
    builder.report(TextProblem::Kind::syntax, 0, "the text is larger than 1 GB");
  } else {
    read(builder);
  }
  return builder.take_problems();
}

}  // namespace

std::vector<TextProblem> parse(Template& target, OtherTags other_tags) {
  // A list of JSON, such as a file of parameters, begins as one of YAML does.
  if (from_first_word(target.text()).starts_with('[') &&
      read_by(read_json, Format::json, Repeated::dropped, target).empty()) {
    return {};
  }
  std::vector<TextProblem> problems =
      begins_like_json(target.text())
          ? read_by(read_json, Format::json, Repeated::dropped, target)
          : read_by(read_yaml, Format::yaml, Repeated::dropped, target, other_tags);
  for (TextProblem& each : problems) tell_other_text(target.text(), each);
  return problems;
}

std::vector<TextProblem> parse_json(Template& target) {
  return read_by(read_json, Format::json, Repeated::kept, target);
}

}  // namespace omnitrack::tmpl
