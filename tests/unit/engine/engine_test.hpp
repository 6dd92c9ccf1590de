#pragma once

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/fn.hpp>
#include <omnitrack/synth.hpp>

namespace omnitrack {

/// The engine's tests use resources that CloudFormation does not have.
constexpr SynthOptions unvalidated{.validate = false};

/// A construct that only groups others.
struct PlainGroupProps {
  using Makes = class PlainGroup;
  Id id;
};
class PlainGroup : public Construct {
 public:
  PlainGroup(Attach at, const PlainGroupProps&) : Construct(std::move(at)) {}
};

/// An app with one stack, and short ways to add to it and to read what comes of it.
class EngineTest : public testing::Test {
 protected:
  /// A resource of a type without a schema, made at the caller's line.
  static UntypedResource& add_thing(Construct& parent, const Id& id,
                                    const Map<Json>& properties = {}) {
    return parent.add(
        UntypedResourceProps{.id = id, .type = "Custom::Thing", .properties = properties});
  }
  UntypedResource& add_thing(const Id& id, const Map<Json>& properties = {}) {
    return add_thing(stack, id, properties);
  }

  /// The stack's template as compact JSON without its line feed, or all that was wrong.
  std::string whole_template() {
    std::string text = testing_support::compact_template(app, unvalidated);
    if (text.ends_with('\n')) text.pop_back();
    return text;
  }
  /// What stands under a key of the template, e.g. a section's name or a logical id.
  std::string in_template(std::string_view key) {
    const std::string text = whole_template();
    const std::string found = testing_support::object_at(text, key);
    return found.empty() ? "no " + std::string(key) + " in " + text : found;
  }
  /// How a value is written as a property.
  std::string as_written(const Json& value) {
    add_thing("Written", {{"V", value}});
    const std::string properties = in_template("Properties");
    constexpr std::string_view before = R"({"V":)";
    if (!properties.starts_with(before)) return properties;
    return properties.substr(before.size(), properties.size() - before.size() - 1);
  }
  /// Everything that was wrong with the app, as a user sees it.
  static std::string said_about(App& any) {
    std::string text;
    for (const Diagnostic& each : synthesize(any, unvalidated).diagnostics) text += to_text(each);
    return text;
  }
  std::string said() { return said_about(app); }

  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});
};

/// A line of a test file, as diagnostics print it.
inline std::string place(const char* file, int line) {
  return std::string(file) + ':' + std::to_string(line);
}

}  // namespace omnitrack
