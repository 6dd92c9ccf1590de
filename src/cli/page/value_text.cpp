#include "cli/page/value_text.hpp"

#include <algorithm>

#include "cli/page/printable.hpp"
#include "omnitrack/characters.hpp"
#include "support/byte_scan.hpp"
#include "support/utf8.hpp"

namespace omnitrack::cli {

namespace {

using support::characters_in;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

void write(const Node& value, std::string& text);

void write_quoted(std::string_view words, std::string& text) {
  text += '"';
  const char* const end = words.data() + words.size();
  for (const char* at = words.data(); at != end;) {
    const char* const special = support::find_string_end(at, end);
    text.append(at, special);
    at = special;
    if (at == end) break;
    if (*at == '\n') {
      text += "\\n";
    } else {
      if (*at == '"' || *at == '\\') text += '\\';
      text += *at;
    }
    ++at;
  }
  text += '"';
}

void write_key(std::string_view key, std::string& text) {
  const auto is_plain = [](char c) {
    return detail::is_letter_or_digit(c) || c == '-' || c == '_' || c == '.';
  };
  if (std::ranges::all_of(key, is_plain)) {
    text += key;
  } else {
    write_quoted(key, text);
  }
}

// One text, or the texts of a list, without quotes; anything else as a value.
void write_words(const Node& value, std::string& text) {
  if (value.is_scalar()) {
    text += value.text();
  } else if (value.is(Kind::list)) {
    const auto items = value.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i != 0) text += ", ";
      write_words(items[i], text);
    }
  } else {
    write(value, text);
  }
}

void write_principal(const Node& principal, std::string& text) {
  if (principal.is_scalar() || principal.is_call()) return write_words(principal, text);
  for (const Member& each : principal.members()) {
    if (&each != principal.members().data()) text += " and ";
    text.append(each.key()).append(" ");
    write_words(each.value, text);
  }
}

// `Allow s3:GetObject on Bucket.Arn for Service ecs.amazonaws.com where {…}`
void write_statement(const Node& statement, std::string& text) {
  write_words(*statement.find("Effect"), text);
  const auto add = [&](std::string_view key, std::string_view before, auto&& how) {
    const Node* value = statement.find(key);
    if (value == nullptr) return;
    text += before;
    how(*value, text);
  };
  add("Action", " ", write_words);
  add("NotAction", " all but ", write_words);
  add("Resource", " on ", write_words);
  add("NotResource", " on all but ", write_words);
  add("Principal", " for ", write_principal);
  add("NotPrincipal", " for all but ", write_principal);
  add("Condition", " where ", write);
}

void write_call(const Node& call, std::string& text) {
  const Member& member = call.members().front();
  const std::string_view key = member.key();
  const Node& argument = member.value;
  if (call.calls(Function::get_att) && argument.items().size() == 2 &&
      std::ranges::all_of(argument.items(), &Node::is_scalar)) {
    text.append("!GetAtt ").append(argument.items()[0].text());
    text.append(".").append(argument.items()[1].text());
    return;
  }
  text += '!';
  text += key.starts_with("Fn::") ? key.substr(4) : key;
  text += ' ';
  const bool is_name =
      call.calls(Function::ref) || call.calls(Function::get_att) || call.calls(Function::condition);
  if (is_name && argument.is_scalar()) {
    text += argument.text();
  } else {
    write(argument, text);
  }
}

void write(const Node& value, std::string& text) {
  switch (value.kind) {
    case Kind::null:
      text += "null";
      return;
    case Kind::boolean:
    case Kind::number:
      text += value.text();
      return;
    case Kind::string:
      write_quoted(value.text(), text);
      return;
    case Kind::list:
      text += '[';
      for (const Node& item : value.items()) {
        if (&item != value.items().data()) text += ", ";
        write(item, text);
      }
      text += ']';
      return;
    case Kind::map:
      break;
  }
  if (is_statement(value)) return write_statement(value, text);
  if (value.is_call() && !value.calls(Function::condition)) return write_call(value, text);
  text += '{';
  for (const Member& member : value.members()) {
    if (&member != value.members().data()) text += ", ";
    write_key(member.key(), text);
    text += ": ";
    write(member.value, text);
  }
  text += '}';
}

bool continues_a_character(char c) { return (c & 0xC0) == 0x80; }

// The offset after so many characters.
std::size_t offset_of(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (!continues_a_character(text[at])) {
      if (characters == 0) break;
      --characters;
    }
    ++at;
  }
  return at;
}

// The offset of the last so many characters.
std::size_t offset_of_last(std::string_view text, std::size_t characters) {
  std::size_t at = text.size();
  while (at > 0 && characters > 0) {
    --at;
    if (!continues_a_character(text[at])) --characters;
  }
  return at;
}

// Where the last character of a text begins that more bytes may follow: a text may end within one.
std::size_t start_of_character(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && continues_a_character(text[at - 1])) --at;
  return at == 0 ? 0 : at - 1;
}

std::string_view gap_of(bool is_unicode) { return is_unicode ? "…" : "..."; }

// So many characters of a text, of which those from a place on stand in the second third.
std::string window(std::string_view text, std::size_t place, std::size_t width, bool is_unicode) {
  const std::string_view gap = gap_of(is_unicode);
  const std::size_t room = width - std::min(width, 2 * characters_in(gap));
  const std::size_t first = place - std::min(place, room / 3);
  const std::string_view rest = text.substr(offset_of(text, first));
  const std::string_view shown = rest.substr(0, offset_of(rest, room));
  std::string words(first == 0 ? "" : gap);
  return words.append(shown).append(shown.size() < rest.size() ? gap : "");
}

}  // namespace

bool is_statement(const Node& value) {
  if (!value.is(Kind::map) || value.find("Effect") == nullptr) return false;
  return value.find("Action") != nullptr || value.find("NotAction") != nullptr;
}

std::string value_text(const Node& value) {
  std::string text;
  write(value, text);
  return printable(text);
}

std::string cut_in_the_middle(std::string_view text, std::size_t width, bool is_unicode) {
  const std::size_t length = characters_in(text);
  if (length <= width) return std::string(text);
  const std::string_view gap = gap_of(is_unicode);
  const std::size_t left = width - std::min(width, characters_in(gap));
  const std::size_t head = (left + 1) / 2;
  std::string cut(text.substr(0, offset_of(text, head)));
  return cut.append(gap).append(text.substr(offset_of_last(text, left - head)));
}

std::pair<std::string, std::string> cut_to_difference(std::string_view one, std::string_view other,
                                                      std::size_t width, bool is_unicode) {
  std::pair<std::string, std::string> cut{cut_in_the_middle(one, width, is_unicode),
                                          cut_in_the_middle(other, width, is_unicode)};
  if (cut.first != cut.second) return cut;
  const auto differs = std::ranges::mismatch(one, other).in1;
  const std::string_view same = one.substr(0, static_cast<std::size_t>(differs - one.begin()));
  const std::size_t same_characters = characters_in(same.substr(0, start_of_character(same)));
  return {window(one, same_characters, width, is_unicode),
          window(other, same_characters, width, is_unicode)};
}

std::string shown_path(std::string_view path) {
  constexpr std::string_view properties = "/Properties/";
  path.remove_prefix(path.starts_with(properties) ? properties.size()
                     : path.starts_with('/')      ? 1
                                                  : 0);
  if (path.ends_with("/-")) path.remove_suffix(2);
  std::string shown;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool is_escape = path[i] == '~' && i + 1 < path.size();
    if (is_escape) ++i;
    shown += !is_escape ? path[i] : path[i] == '1' ? '/' : '~';
  }
  return printable(shown);
}

}  // namespace omnitrack::cli
