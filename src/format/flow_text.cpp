#include "format/flow_text.hpp"

#include <algorithm>

#include "format/scalar_text.hpp"
#include "template/short_forms.hpp"

namespace omnitrack::format {

namespace {

// Under a tag that no function has, quotes may tell one value from another.
bool may_change_quotes(const Value& value) {
  return value.tag.empty() || tmpl::function_of_tag(value.tag) != tmpl::Function::none;
}

std::string quoted_as_it_is(const Value& value) {
  const std::string text = scalar_text(value.text, false);
  const bool has_quotes = text.starts_with('\'') || text.starts_with('"');
  return has_quotes ? text : '\'' + text + '\'';
}

std::optional<std::string> item_text(const Value& value) {
  if (!value.head_comment.empty() || !value.line_comment.empty()) return std::nullopt;
  if (value.is_collection()) return flow_text(value);
  const std::optional<std::string> word = word_text(value, true);
  if (!word) return std::nullopt;
  const std::string properties = properties_text(value);
  if (word->empty() && !properties.empty()) return std::nullopt;
  if (word->empty()) return "null";
  return properties.empty() ? *word : properties + ' ' + *word;
}

std::optional<std::string> entries_text(const Value& value) {
  std::string text;
  for (const Entry& entry : value.entries) {
    if (!entry.before.empty()) return std::nullopt;
    const std::optional<std::string> item = item_text(entry.value);
    if (!item) return std::nullopt;
    if (!text.empty()) text += ", ";
    if (value.shape == Shape::map) text += key_text(entry.key, true) + ' ';
    text += *item;
  }
  return text;
}

}  // namespace

std::string properties_text(const Value& value) {
  std::string text;
  if (!value.anchor.empty()) text = '&' + value.anchor;
  if (!value.tag.empty()) text += (text.empty() ? "" : " ") + value.tag;
  return text;
}

std::optional<std::string> word_text(const Value& value, bool in_flow) {
  if (value.shape == Shape::alias) return '*' + value.text;
  const bool has_line_ends = value.text.find('\n') != std::string::npos;
  if (!value.lines.empty() && (!in_flow || has_line_ends)) return std::nullopt;
  if (value.style == Style::literal || value.style == Style::folded) {
    if (has_line_ends || !value.text.empty()) return std::nullopt;
    return "''";
  }
  if (value.style == Style::plain) return value.text;
  return may_change_quotes(value) ? scalar_text(value.text, in_flow) : quoted_as_it_is(value);
}

std::string key_text(const Value& key, bool in_flow) {
  const std::string properties = properties_text(key);
  std::string text = properties.empty() ? "" : properties + ' ';
  Value one_line = key;
  if (!key.lines.empty() || key.style == Style::literal || key.style == Style::folded) {
    one_line.lines.clear();
    one_line.style = Style::double_quoted;
  }
  text += word_text(one_line, in_flow).value_or("");
  return text + (key.shape == Shape::alias ? " :" : ":");
}

std::optional<std::string> flow_text(const Value& value) {
  if (!value.is_flow || !value.trailing.empty()) return std::nullopt;
  const std::optional<std::string> entries = entries_text(value);
  if (!entries) return std::nullopt;
  const std::string properties = properties_text(value);
  const std::string lead = properties.empty() ? "" : properties + ' ';
  return value.shape == Shape::list ? lead + '[' + *entries + ']' : lead + '{' + *entries + '}';
}

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace omnitrack::format
