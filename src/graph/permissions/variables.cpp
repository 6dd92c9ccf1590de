#include "graph/permissions/variables.hpp"

#include <optional>

#include "support/letters.hpp"

namespace omnitrack::graph {

using diff::Pattern;
using meaning::Symbols;

namespace {

constexpr std::u32string_view begin_mark = U"${";

std::string text_of(const Symbols& symbols) {
  std::string text;
  for (const char32_t each : symbols) {
    text += each == meaning::any_text ? '*' : each < 0x80 ? static_cast<char>(each) : '?';
  }
  return text;
}

/// What stands for one variable, which is written as `key` or `key, 'what if there is none'`;
/// nothing where a request has none.
std::optional<Symbols> value_of(const Scene& scene, const Actor& actor, const Target& target,
                                const std::string& variable) {
  if (variable == "*" || variable == "?" || variable == "$") {
    return diff::symbols_of(variable);
  }
  const std::size_t comma = variable.find(',');
  const KeyValue value =
      value_of_key(scene, actor, target, support::to_lower(variable.substr(0, comma)));
  if (value.state == KeyValue::State::known && !value.values.empty()) {
    return value.values.front().symbols;
  }
  if (value.is_account) return scene.reader().pseudo_parameter("AWS::AccountId").symbols;
  const std::size_t quote = variable.find('\'', comma);
  if (value.state == KeyValue::State::absent) {
    if (comma == std::string::npos || quote == std::string::npos) return std::nullopt;
    return diff::symbols_of(variable.substr(quote + 1, variable.rfind('\'') - quote - 1));
  }
  const std::string shown = "${" + variable + "}";
  return Symbols(1, scene.reader().atoms().add(
                        shown, {.shown = shown, .unknown = "what the request has for " + shown}));
}

/// Fills in a text; false where it matches nothing, for want of a value.
bool fill(const Scene& scene, const Actor& actor, const Target& target, Pattern& pattern) {
  std::size_t at = pattern.symbols.find(begin_mark);
  while (at != Symbols::npos) {
    const std::size_t end = pattern.symbols.find(U'}', at);
    if (end == Symbols::npos) return true;
    const std::string variable = text_of(pattern.symbols.substr(at + 2, end - at - 2));
    const std::optional<Symbols> value = value_of(scene, actor, target, variable);
    if (!value) return false;
    pattern.symbols.replace(at, end + 1 - at, *value);
    at = pattern.symbols.find(begin_mark, at + value->size());
  }
  return true;
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
bool has_variables(const diff::Statement& statement) {
  const tmpl::Node* version =
      statement.document == nullptr ? nullptr : statement.document->find("Version");
  return version != nullptr && version->text() == "2012-10-17";
}

}  // namespace

void fill_variables(const Scene& scene, const Actor& actor, const Target& target,
                    diff::Statement& statement) {
  if (!has_variables(statement)) return;
  const auto is_empty = [&](Pattern& each) { return !fill(scene, actor, target, each); };
  std::erase_if(statement.where.patterns, is_empty);
  for (diff::Test& test : statement.tests) std::erase_if(test.values, is_empty);
}

}  // namespace omnitrack::graph
