#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <omnitrack/synth.hpp>
#include <omnitrack/testing/template.hpp>

namespace omnitrack::testing_support {

/// The one stack of an app as compact JSON, or everything that was wrong with the app.
inline std::string compact_template(App& app, SynthOptions options = {}) {
  options.compact = true;
  const Synthesis synthesis = synthesize(app, options);
  std::string text;
  for (const Diagnostic& diagnostic : synthesis.diagnostics) text += to_text(diagnostic);
  for (const SynthesizedStack& stack : synthesis.stacks) text += stack.text;
  return text;
}

/// The JSON value of a key in a compact template, from its opening to its closing brace; empty
/// where there is no such key.
inline std::string object_at(std::string_view text, std::string_view key) {
  std::string opening("\"");
  opening.append(key).append("\":{");
  const std::size_t found = text.find(opening);
  if (found == std::string_view::npos) return {};
  const std::size_t begin = found + opening.size() - 1;
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return std::string(text.substr(begin, i + 1 - begin));
    }
  }
  return {};
}

/// The codes of all that was wrong with an app, in order, e.g. `OT2201 OT2202`.
inline std::string codes_of(App& app, const SynthOptions& options = {}) {
  std::string codes;
  for (const Diagnostic& diagnostic : synthesize(app, options).diagnostics) {
    if (!codes.empty()) codes += ' ';
    codes += diagnostic.code;
  }
  return codes;
}

/// A stack of one's own for each test, and what it writes.
class OneStackTest : public testing::Test {
 protected:
  /// The template, for the questions and matchers of the testing library; the app is synthesized at
  /// the first call.
  [[nodiscard]] assertions::Template written() { return templates().of(stack); }
  /// A resource of any stack as compact JSON, with each function as it is written.
  std::string resource(std::string_view logical_id) {
    std::string text;
    const assertions::Templates made = templates();
    for (const std::string& name : made.names()) text += made.of(name).text();
    return object_at(text, logical_id);
  }
  /// The properties of a resource.
  std::string properties(std::string_view logical_id) {
    return object_at(resource(logical_id), "Properties");
  }

  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});

 private:
  assertions::Templates templates() { return assertions::templates_of(app, {.compact = true}); }
};

}  // namespace omnitrack::testing_support
