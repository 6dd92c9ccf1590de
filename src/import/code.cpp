#include "import/code.hpp"

#include <algorithm>
#include <optional>

#include "support/printable.hpp"

namespace omnitrack::importing {

namespace {

constexpr std::size_t width = 100;
constexpr std::size_t deeper = 4;

std::size_t last_line_size(std::string_view text, std::size_t column) {
  const std::size_t end = text.rfind('\n');
  return end == std::string_view::npos ? column + text.size() : text.size() - end - 1;
}

// On one line; nothing where that cannot be.
std::optional<std::string> flat(const Code& code) {
  if (code.head.find('\n') != std::string::npos) return std::nullopt;
  if (code.form == Code::Form::token) return code.head;
  if (code.form == Code::Form::literal) return code.head + quoted(code.content) + code.tail;
  const bool is_call = code.form == Code::Form::call;
  std::string text = code.head + (is_call ? '(' : '{');
  for (const Code& item : code.items) {
    const std::optional<std::string> inner = flat(item);
    if (!inner || !item.comments.empty()) return std::nullopt;
    if (&item != code.items.data()) text += ", ";
    text += *inner;
    if (text.size() > width) return std::nullopt;
  }
  return text + (is_call ? ')' : '}') + code.tail;
}

std::string comment_above(const Code& code, std::size_t indent) {
  std::string text;
  for (const std::string& line : code.comments) {
    text += comment(line) + '\n' + std::string(indent, ' ');
  }
  return text;
}

std::string broken_literal(const Code& code, std::size_t indent, std::size_t column,
                           std::size_t reserve) {
  const std::string margin(indent + deeper, ' ');
  std::string text = code.head;
  std::size_t at = column + code.head.size();
  if (code.head.ends_with("= ")) {
    text.pop_back();
    text += '\n' + margin;
    at = margin.size();
  }
  const std::string gap = '\n' + std::string(at, ' ');
  std::string_view rest = code.content;
  while (true) {
    const std::size_t room = width - std::min(width - 20, at + 2);
    std::string_view part = rest;
    if (quoted(rest).size() > room + 2 - std::min(room, reserve)) {
      std::size_t end = rest.rfind(' ', room);
      while (end != std::string_view::npos && end > 0 &&
             quoted(rest.substr(0, end + 1)).size() > room + 2) {
        end = rest.rfind(' ', end - 1);
      }
      if (end == std::string_view::npos || end == 0) end = rest.find(' ', 1);
      if (end != std::string_view::npos) part = rest.substr(0, end + 1);
    }
    text += quoted(part);
    rest.remove_prefix(part.size());
    if (rest.empty()) return text + code.tail;
    text += gap;
  }
}

// A long name begins the line behind that of its member.
std::string broken_token(const Code& code, std::size_t indent, std::size_t column,
                         std::size_t reserve) {
  const std::size_t end = code.head.find(" = ");
  const bool breaks = code.head.starts_with('.') && end != std::string::npos &&
                      code.head.find('\n') == std::string::npos &&
                      column + code.head.size() + reserve > width;
  if (!breaks) return code.head;
  return code.head.substr(0, end + 2) + '\n' + std::string(indent + deeper, ' ') +
         code.head.substr(end + 3);
}

std::string laid_out_items(const Code& code, std::size_t indent) {
  const std::string margin(indent + deeper, ' ');
  std::string text = code.head + "{\n";
  for (const Code& item : code.items) {
    text += margin + comment_above(item, margin.size()) +
            laid_out(item, margin.size(), margin.size(), 1) + ",\n";
  }
  return text + std::string(indent, ' ') + '}' + code.tail;
}

// One argument after the other, on a new line where one does not fit.
std::string filled_call(const Code& code, std::size_t indent, std::size_t column,
                        std::size_t reserve) {
  constexpr std::size_t furthest = 50;
  const std::size_t inside = column + code.head.size() + 1;
  const auto is_narrow = [&](const Code& item) {
    const std::optional<std::string> line = flat(item);
    return !line || inside + line->size() + code.tail.size() + reserve + 1 <= width;
  };
  const bool is_aligned = inside <= furthest && std::ranges::all_of(code.items, is_narrow) &&
                          code.head.find('\n') == std::string::npos && inside > indent + deeper;
  const std::string margin(is_aligned ? inside : indent + deeper, ' ');
  std::string text = code.head + '(';
  for (const Code& item : code.items) {
    const bool is_first = &item == code.items.data();
    const bool is_last = &item == &code.items.back();
    const std::size_t after = is_last ? 1 + code.tail.size() + reserve : 1;
    const std::size_t here = last_line_size(text, column) + (is_first ? 0 : 1);
    const std::optional<std::string> line = flat(item);
    const bool fits = line && item.comments.empty() && here + line->size() + after <= width;
    const bool is_raw = item.comments.empty() && item.head.find('\n') != std::string::npos;
    if (fits || is_raw || (is_first && !line && item.form != Code::Form::literal)) {
      if (!is_first) text += ' ';
      text += fits ? *line : laid_out(item, indent, here, after);
    } else {
      text += '\n' + margin + comment_above(item, margin.size()) +
              laid_out(item, margin.size(), margin.size(), after);
    }
    if (!is_last) text += ',';
  }
  return text + ')' + code.tail;
}

// A call whose last argument alone is taken apart, right behind the others; nothing where these
// take too much room, or the last one is nothing to be taken apart.
std::optional<std::string> hugging_call(const Code& code, std::size_t indent, std::size_t column,
                                        std::size_t reserve) {
  constexpr std::size_t furthest = 70;
  if (code.items.empty()) return std::nullopt;
  const Code& last = code.items.back();
  const bool is_alone = code.items.size() == 1;
  const bool holds_items =
      last.form == Code::Form::braces || (last.form == Code::Form::call && last.items.size() == 1 &&
                                          last.items[0].form == Code::Form::braces);
  const bool hugs = holds_items || (is_alone && last.form != Code::Form::literal);
  if (!hugs || !last.comments.empty()) return std::nullopt;
  std::string text = code.head + '(';
  for (std::size_t i = 0; i + 1 < code.items.size(); ++i) {
    const std::optional<std::string> line = flat(code.items[i]);
    const bool is_short = line && code.items[i].comments.empty();
    if (!is_short || code.items[i].form == Code::Form::braces) return std::nullopt;
    text += *line + ", ";
  }
  const std::size_t here = last_line_size(text, column);
  if (!is_alone && here + last.head.size() > furthest) return std::nullopt;
  return text + laid_out(last, indent, here, reserve + 1 + code.tail.size()) + ')' + code.tail;
}

void append_escaped(std::string& text, char c) {
  constexpr std::string_view digits = "01234567";
  const auto byte = static_cast<unsigned char>(c);
  text += '\\';
  text += digits[byte >> 6U];
  text += digits[(byte >> 3U) & 7U];
  text += digits[byte & 7U];
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

// How many bytes from here on steer how a reader sees a text: a control character, or one that
// turns the direction of writing.
std::size_t steering_size(std::string_view text, std::size_t at) {
  return is_control(text[at]) ? 1 : support::steering_bytes(text, at);
}

// Whether a text is easier to read without escapes.
bool is_better_raw(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\n' && text[at] != '\t' && steering_size(text, at) > 0) return false;
  }
  if (text.find(")omnitrack\"") != std::string_view::npos) return false;
  const std::size_t end = text.find('\n');
  if (end != std::string_view::npos && end + 1 < text.size()) return true;
  // What is longer is taken apart at its blanks.
  constexpr std::size_t longest = 80;
  constexpr std::size_t most_escapes = 2;
  const bool is_json = text.starts_with('{') || text.starts_with('[');
  return (text.size() <= longest || is_json) &&
         static_cast<std::size_t>(std::ranges::count_if(
             text, [](char c) { return c == '"' || c == '\\' || c == '\n'; })) > most_escapes;
}

std::string raw(std::string_view text) {
  const std::string_view mark = text.find(")\"") == std::string_view::npos ? "" : "omnitrack";
  return "R\"" + std::string(mark) + '(' + std::string(text) + ')' + std::string(mark) + '"';
}

}  // namespace

Code token(std::string text) { return {.form = Code::Form::token, .head = std::move(text)}; }

Code text_literal(std::string_view text) {
  // A literal ends for most readers where a zero stands.
  if (text.find('\0') != std::string_view::npos) {
    return call("std::string_view", {token(quoted(text)), token(std::to_string(text.size()))});
  }
  if (is_better_raw(text)) return token(raw(text));
  return {.form = Code::Form::literal, .head = {}, .content = std::string(text)};
}

Code call(std::string function, std::vector<Code> arguments) {
  return {.form = Code::Form::call, .head = std::move(function), .items = std::move(arguments)};
}

Code braces(std::string name, std::vector<Code> items) {
  return {.form = Code::Form::braces, .head = std::move(name), .items = std::move(items)};
}

Code wrapped(std::string_view before, Code code, std::string_view after) {
  code.head.insert(0, before);
  (code.form == Code::Form::token ? code.head : code.tail) += after;
  return code;
}

std::string laid_out(const Code& code, std::size_t indent, std::size_t column,
                     std::size_t reserve) {
  const std::optional<std::string> line = flat(code);
  if (line && column + line->size() + reserve <= width) return *line;
  switch (code.form) {
    case Code::Form::token:
      return broken_token(code, indent, column, reserve);
    case Code::Form::literal:
      return broken_literal(code, indent, column, reserve);
    case Code::Form::call:
      break;
    case Code::Form::braces: {
      const bool is_double = code.items.size() == 1 && code.items[0].head.empty() &&
                             code.items[0].form == Code::Form::braces &&
                             code.items[0].comments.empty();
      if (!is_double) return laid_out_items(code, indent);
      Code inner = code.items[0];
      return code.head + '{' + laid_out(inner, indent, column + code.head.size() + 1, reserve + 1) +
             '}' + code.tail;
    }
  }
  if (std::optional<std::string> text = hugging_call(code, indent, column, reserve)) return *text;
  return filled_call(code, indent, column, reserve);
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (const std::size_t size = steering_size(text, at); size > 0) {
      for (const char each : text.substr(at, size)) append_escaped(result, each);
      at += size - 1;
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string comment(std::string_view line) {
  return line.empty() ? "//" : "// " + support::escaped_line(line);
}

std::vector<std::string> comment_lines(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  while (text.size() > columns) {
    std::size_t end = text.rfind(' ', columns);
    if (end == std::string_view::npos || end == 0) end = text.find(' ');
    if (end == std::string_view::npos) break;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  lines.emplace_back(text);
  return lines;
}

}  // namespace omnitrack::importing
