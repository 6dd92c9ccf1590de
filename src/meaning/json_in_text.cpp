#include "meaning/json_in_text.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "meaning/json_quotes.hpp"
#include "meaning/text_parts.hpp"
#include "support/json_writer.hpp"
#include "template/parse.hpp"
#include "template/write_json.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

/// Whether the first character that is not blank begins an object or, where one is asked for, a
/// list.
bool begins_json(std::string_view text, Kind kind) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == (kind == Kind::map ? '{' : '[');
}

/// Whether a value is a text that may hold JSON of a kind, by its first piece.
bool may_hold(const Node& value, Kind kind) {
  if (value.is(Kind::string)) return begins_json(value.text(), kind);
  if (!is_text_expression(value)) return false;
  const auto items = value.argument().items();
  if (value.calls(Function::join)) {
    return !items[1].items().empty() && may_hold(items[1].items().front(), kind);
  }
  if (!value.calls(Function::sub)) return false;
  return begins_json((items.empty() ? value.argument() : items[0]).text(), kind);
}

/// Appends a literal to a text for Fn::Sub.
void append_literal(std::string_view literal, std::string& text) {
  for (std::size_t at = literal.find("${"); at != std::string_view::npos; at = literal.find("${")) {
    text.append(literal.substr(0, at + 2)).append(1, '!');
    literal.remove_prefix(at + 2);
  }
  text += literal;
}

// Before a text of JSON that stands for a whole value; JSON has it escaped only.
constexpr char whole_value = '\1';

std::string reference_in(const TextPart& part) {
  // A call that is no reference, which no name can be.
  if (part.kind == TextPart::Kind::other) return "${?}";
  std::string text = "${" + part.text;
  if (!part.attribute.empty()) text.append(1, '.').append(part.attribute);
  return text + '}';
}

/// The whole text as one for Fn::Sub; empty where it is no JSON of a kind, or is not read.
std::string filled_text(const Node& value, Kind kind, FilledIn filled_in) {
  const std::vector<TextPart> parts = text_parts(value);
  if (parts.empty() || parts.front().kind != TextPart::Kind::literal ||
      !begins_json(parts.front().text, kind)) {
    return {};
  }
  std::string text;
  JsonQuotes quotes;
  for (const TextPart& each : parts) {
    if (each.kind == TextPart::Kind::literal) {
      append_literal(each.text, text);
      quotes.read(each.text);
    } else if (filled_in == FilledIn::in_texts && each.kind == TextPart::Kind::other) {
      return {};
    } else if (filled_in == FilledIn::anywhere && !quotes.is_in_text()) {
      text.append("\"\\u0001").append(reference_in(each)).append(1, '"');
    } else {
      text += reference_in(each);
    }
  }
  return text;
}

bool is_filled(std::string_view text) { return text.find("${") != std::string_view::npos; }

bool is_filled_key(const Member& member) { return is_filled(member.key()); }

/// Writes the object again, with a call of Fn::Sub for each text that is filled in.
void write_filled(const Node& value, support::JsonWriter& writer) {
  if (value.is(Kind::map)) {
    writer.begin_object();
    for (const Member& each : value.members()) {
      writer.any_key(is_filled_key(each) ? "Fn::" + std::string(each.key())
                                         : std::string(each.key()));
      write_filled(each.value, writer);
    }
    writer.end_object();
  } else if (value.is(Kind::list)) {
    writer.begin_list();
    for (const Node& each : value.items()) {
      writer.begin_item();
      write_filled(each, writer);
    }
    writer.end_list();
  } else if (value.is(Kind::string) && is_filled(value.text())) {
    const std::string_view text = value.text();
    const bool is_whole = text.front() == whole_value;
    writer.begin_object();
    writer.any_key(is_whole ? "Ref" : "Fn::Sub");
    writer.any_string(is_whole ? text.substr(3, text.size() - 4) : text);
    writer.end_object();
  } else {
    tmpl::write_json(value, writer);
  }
}

/// Whether a reference stands where no call can: in a key.
bool has_filled_key(const Node& value) {
  return std::ranges::any_of(value.members(), is_filled_key) ||
         std::ranges::any_of(value.members(),
                             [](const Member& each) { return has_filled_key(each.value); }) ||
         std::ranges::any_of(value.items(), has_filled_key);
}

std::unique_ptr<tmpl::Template> parsed(std::string text) {
  auto source = std::make_unique<tmpl::Template>(std::string(), std::move(text));
  return tmpl::parse_json(*source).empty() ? std::move(source) : nullptr;
}

}  // namespace

std::unique_ptr<const tmpl::Template> json_in_text(const Node& text, Kind kind,
                                                   FilledIn filled_in) {
  if (!may_hold(text, kind)) return nullptr;
  std::unique_ptr<tmpl::Template> source = parsed(filled_text(text, kind, filled_in));
  if (source == nullptr || !source->root().is(kind)) return nullptr;
  if (!is_filled(source->text())) return source;
  if (filled_in == FilledIn::in_texts && has_filled_key(source->root())) return nullptr;
  support::Buffer buffer;
  support::JsonWriter writer(buffer, support::JsonLayout::compact);
  write_filled(source->root(), writer);
  return parsed(std::string(buffer.view()));
}

}  // namespace omnitrack::meaning
