#include "template/write_json.hpp"

#include <string_view>

#include "template/parse.hpp"

namespace omnitrack::tmpl {

namespace {

std::size_t digits_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return end - begin;
}

// YAML also has `0x1F`, `1_000`, `.5` and `.inf`.
bool is_json_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = digits_at(text, at);
  if (whole == 0 || (whole > 1 && text[at] == '0')) return false;
  at += whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = digits_at(text, at + 1);
    if (fraction == 0) return false;
    at += 1 + fraction;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = digits_at(text, at);
    if (exponent == 0) return false;
    at += exponent;
  }
  return at == text.size();
}

void write_scalar(const Node& value, support::JsonWriter& writer) {
  if (value.is(Kind::null)) {
    writer.word("null");
  } else if (value.is(Kind::boolean) || (value.is(Kind::number) && is_json_number(value.text()))) {
    writer.word(value.text());
  } else {
    writer.string(value.text());
  }
}

// `!GetAtt A.B` is short for a list, which `"Fn::GetAtt": "A.B"` is not everywhere.
void write_get_att(std::string_view text, support::JsonWriter& writer) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return writer.string(text);
  writer.begin_list();
  writer.begin_item();
  writer.string(text.substr(0, dot));
  writer.begin_item();
  writer.string(text.substr(dot + 1));
  writer.end_list();
}

}  // namespace

void write_json(const Node& value, support::JsonWriter& writer) {
  if (value.is_scalar()) return write_scalar(value, writer);
  if (value.is(Kind::list)) {
    writer.begin_list();
    for (const Node& item : value.items()) {
      writer.begin_item();
      write_json(item, writer);
    }
    writer.end_list();
    return;
  }
  writer.begin_object();
  for (const Member& member : value.members()) {
    writer.key(member.key());
    if (value.is_short_form && value.calls(Function::get_att) && member.value.is(Kind::string)) {
      write_get_att(member.value.text(), writer);
    } else {
      write_json(member.value, writer);
    }
  }
  writer.end_object();
}

void rewrite_json(std::string_view text, support::JsonWriter& writer) {
  Template source("", std::string(text));
  parse_json(source);
  write_json(source.root(), writer);
}

std::string json_of(const Node& value) {
  support::Buffer text;
  support::JsonWriter writer(text, support::JsonLayout::compact);
  write_json(value, writer);
  return std::string(text.view());
}

}  // namespace omnitrack::tmpl
