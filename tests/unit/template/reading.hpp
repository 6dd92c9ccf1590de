#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "template/parse.hpp"

namespace omnitrack::tmpl {

/// A value on one line: texts in quotes, and other scalars, as they are; a short form as a map.
inline std::string shown(const Node& node) {
  std::string line;
  switch (node.kind) {
    case Kind::string:
      return '"' + std::string(node.text()) + '"';
    case Kind::null:
      return "null";
    case Kind::boolean:
    case Kind::number:
      return std::string(node.text());
    case Kind::list:
      for (const Node& item : node.items()) line += (line.empty() ? "" : ", ") + shown(item);
      return '[' + line + ']';
    case Kind::map:
      for (const Member& member : node.members()) {
        line.append(line.empty() ? "" : ", ").append(member.key()).append(": ");
        line += shown(member.value);
      }
      return '{' + line + '}';
  }
  return line;
}

/// One line a problem: `2:5 message (hint)`.
inline std::string shown(const Template& source, const std::vector<TextProblem>& problems) {
  std::string lines;
  for (const TextProblem& each : problems) {
    const Place place = source.place(each.begin);
    lines += std::to_string(place.line) + ':' + std::to_string(place.column) + ' ' + each.message;
    if (!each.hint.empty()) lines += " (" + each.hint + ')';
    lines += '\n';
  }
  return lines;
}

/// What a text is read as; what is wrong with it, where anything is.
inline std::string read(std::string_view text) {
  Template source("test.template", std::string(text));
  const auto problems = parse(source);
  return problems.empty() ? shown(source.root()) : shown(source, problems);
}

/// The same where the text must be JSON.
inline std::string read_as_json(std::string_view text) {
  Template source("test.json", std::string(text));
  const auto problems = parse_json(source);
  return problems.empty() ? shown(source.root()) : shown(source, problems);
}

/// A template that must have nothing wrong.
class SoundTemplate {
 public:
  explicit SoundTemplate(std::string_view text) : source_("test.template", std::string(text)) {
    EXPECT_EQ(shown(source_, parse(source_)), "");
  }

  [[nodiscard]] const Node& operator[](std::string_view key) const {
    const Node* found = source_.root().find(key);
    EXPECT_NE(found, nullptr) << key;
    return found == nullptr ? source_.root() : *found;
  }
  [[nodiscard]] const Node& root() const { return source_.root(); }
  [[nodiscard]] const Template& source() const { return source_; }

  /// The part of the text that a value takes.
  [[nodiscard]] std::string_view part(const Node& node) const { return source_.written(node); }
  /// The part of the text that begins at a member's key.
  [[nodiscard]] std::string_view from_key(const Member& member, std::size_t size) const {
    return source_.text().substr(member.key_begin, size);
  }

 private:
  Template source_;
};

}  // namespace omnitrack::tmpl
