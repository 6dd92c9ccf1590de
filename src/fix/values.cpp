#include "fix/values.hpp"

#include <algorithm>

#include "fix/locate.hpp"
#include "fix/removal.hpp"
#include "format/read_scalar.hpp"
#include "format/scalar_text.hpp"
#include "support/letters.hpp"

namespace omnitrack::fix {

namespace {

using tmpl::Format;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Node;
using validate::Finding;

std::string_view part_of(const tmpl::Document& document, std::uint32_t begin, std::uint32_t end) {
  return document.source().text().substr(begin, end - begin);
}

bool is_any_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return support::same_but_for_case(word, text); });
}

// A text without quotes, or the text of a short form, with quotes where it needs them in brackets.
std::string word_in_brackets(std::string_view written, const Node& value) {
  const Node& text = value.is_scalar() ? value : value.argument();
  if (!text.is_plain || !text.is(Kind::string)) return std::string(written);
  const std::string_view lead = written.substr(0, text.begin - value.begin);
  return std::string(lead) + format::scalar_text(text.text(), true);
}

// Brackets around what is written, which must be one line and can stand between brackets.
std::optional<std::string> in_list(const tmpl::Document& document, const Node& value) {
  const std::string_view written = part_of(document, value.begin, value.end);
  if (written.empty() || written.find('\n') != std::string_view::npos) return std::nullopt;
  const bool is_json = document.source().format() == Format::json;
  if (is_json || written.starts_with('{')) return '[' + std::string(written) + ']';
  if (written.starts_with('|') || written.starts_with('>')) return std::nullopt;
  // A function in long form, without brackets of its own, could not stand between them.
  if (!value.is_scalar() && !value.is_short_form) return std::nullopt;
  if (value.is_short_form && !value.argument().is_scalar() && !written.ends_with(']')) {
    // The text of `!GetAtt A.B` is read as a list, and has no brackets to be confused by.
    if (!value.calls(Function::get_att)) return std::nullopt;
    return '[' + std::string(written) + ']';
  }
  return '[' + word_in_brackets(written, value) + ']';
}

std::optional<std::string> as_boolean(const Node& value) {
  if (is_any_of(value.text(), {"yes", "on", "y"})) return "true";
  if (is_any_of(value.text(), {"no", "off", "n"})) return "false";
  return std::nullopt;
}

std::optional<std::string> as_whole_number(const Node& value) {
  std::string_view text = value.text();
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return std::nullopt;
  text = text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
  const std::size_t point = text.find('.');
  if (point != std::string_view::npos &&
      text.find_first_not_of('0', point + 1) == std::string_view::npos) {
    text = text.substr(0, point);
  }
  if (text.find_first_of(".eE") != std::string_view::npos || !format::is_json_number(text)) {
    return std::nullopt;
  }
  return std::string(text);
}

// What a finding of a wrong type says of the right one.
std::optional<std::string> converted(const tmpl::Document& document, const Finding& finding,
                                     const Node& value) {
  const auto expects = [&](std::string_view words) {
    return finding.message.ends_with(" is given, " + std::string(words) + " is expected");
  };
  const bool is_one = value.is_scalar() ? !value.is(Kind::null) : value.is_call();
  if (expects("a list") && is_one) return in_list(document, value);
  if (!value.is(Kind::string)) return std::nullopt;
  if (expects("true or false")) return as_boolean(value);
  if (expects("a whole number")) return as_whole_number(value);
  return std::nullopt;
}

const Node* value_at(const tmpl::Document& document, const Finding& finding) {
  const std::vector<Step> steps = steps_to(document.root(), finding.begin, finding.end);
  return steps.empty() ? nullptr : &steps.back().value();
}

// Where a value begins that moves up to its key when it is one line: `Path:` above `Fn::Sub: /`.
// Behind a comment, or an anchor, it stays where it is.
std::uint32_t begin_behind_key(std::string_view text, std::uint32_t begin) {
  const std::size_t last = text.substr(0, begin).find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos || text[last] != ':') return begin;
  const std::size_t line = text.substr(0, last).rfind('\n') + 1;
  return text.substr(line, last - line).find('#') == std::string_view::npos
             ? static_cast<std::uint32_t>(last + 1)
             : begin;
}

}  // namespace

std::optional<Fix> converted_value(const tmpl::Document& document, const Finding& finding) {
  const Node* value = value_at(document, finding);
  if (value == nullptr || value->begin != finding.begin) return std::nullopt;
  std::optional<std::string> text = converted(document, finding, *value);
  if (!text) return std::nullopt;
  const std::string before(part_of(document, value->begin, value->end));
  return Fix{{value->begin, value->end, *text}, before + " becomes " + *text};
}

std::optional<Fix> quoted_key(const tmpl::Document& document, const Finding& finding) {
  const std::string_view text = document.source().text();
  const auto end = static_cast<std::uint32_t>(std::min(text.find(':', finding.begin), text.size()));
  const std::string_view key = part_of(document, finding.begin, end);
  const bool is_word = key.find_first_of(" \t\r\n'\"") == std::string_view::npos;
  if (document.source().format() != Format::yaml || key.empty() || !is_word) return std::nullopt;
  return Fix{{finding.begin, end, '\'' + std::string(key) + '\''},
             "the key " + std::string(key) + " gets quotes"};
}

std::optional<Fix> format_version(const tmpl::Document& document, const Finding& finding) {
  const Node* value = document.root().find("AWSTemplateFormatVersion");
  if (value == nullptr || value->begin != finding.begin || !value->is_scalar()) return std::nullopt;
  const bool is_json = document.source().format() == Format::json;
  return Fix{{value->begin, value->end, is_json ? "\"2010-09-09\"" : "'2010-09-09'"},
             "the version becomes '2010-09-09'"};
}

std::optional<Fix> plain_text_for_sub(const tmpl::Document& document, const Finding& finding) {
  const std::vector<Step> steps = steps_to(document.root(), finding.begin, finding.end);
  if (steps.size() < 2) return std::nullopt;
  const Node& call = *steps.back().in;
  const Node& text = steps.back().value();
  // A list with a map of its own is left to a person, as is what other lines may be part of.
  if (!call.calls(Function::sub) || !text.is(Kind::string)) return std::nullopt;
  const std::string_view before = part_of(document, call.begin, call.end);
  if (before.find('\n') != std::string_view::npos || before.find('#') != std::string_view::npos) {
    return std::nullopt;
  }
  const bool is_yaml = document.source().format() == Format::yaml;
  const bool is_plain = is_yaml && text.is_plain;
  const std::string after = is_plain ? format::scalar_text(text.text(), true)
                                     : std::string(part_of(document, text.begin, text.end));
  constexpr std::string_view what = "a text without variables needs no Fn::Sub";
  const std::uint32_t begin =
      is_yaml ? begin_behind_key(document.source().text(), call.begin) : call.begin;
  const std::string lead = begin == call.begin ? "" : " ";
  return Fix{{begin, call.end, lead + after}, std::string(what)};
}

std::optional<Fix> removed_item(const tmpl::Document& document, const Finding& finding) {
  const std::vector<Step> steps = steps_to(document.root(), finding.begin, finding.end);
  if (steps.empty() || !steps.back().in->is(Kind::list)) return std::nullopt;
  std::optional<Edit> edit = removal(document.source(), *steps.back().in, steps.back().place);
  if (!edit) return std::nullopt;
  return Fix{std::move(*edit), '\'' + std::string(steps.back().value().text()) + "' goes once"};
}

}  // namespace omnitrack::fix
