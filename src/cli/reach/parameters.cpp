#include "cli/reach/parameters.hpp"

#include <algorithm>

#include "cli/failure.hpp"
#include "cli/page/printable.hpp"
#include "meaning/known.hpp"
#include "support/edit_distance.hpp"

namespace omnitrack::cli {

namespace {

using graph::Stacks;
using graph::Verdict;
using tmpl::Node;
using tmpl::ParameterEntry;

/// How many defaults are left out in turn to tell which of them decide.
constexpr std::size_t most_defaults = 24;

/// The parameters that a name stands for: one, or those of each stack that has it.
std::vector<const ParameterEntry*> parameters_named(const Stacks& stacks, std::string_view name) {
  std::vector<const ParameterEntry*> found;
  const std::string_view own = name.substr(name.rfind('/') + 1);
  for (const ParameterEntry& each : stacks.index().parameters()) {
    const std::string_view bare = each.name.substr(each.name.rfind('/') + 1);
    const bool fits = each.name == name || (bare == own && (own == name || each.name == own));
    if (fits) found.push_back(&each);
  }
  return found;
}

UsageError no_parameter(const Stacks& stacks, const std::string& name) {
  std::vector<std::string> names;
  for (const ParameterEntry& each : stacks.index().parameters()) names.emplace_back(each.name);
  const std::string words = "no template has the parameter " + quoted_name(name);
  if (names.empty()) return UsageError(words, "no template has any");
  const std::string hint =
      support::did_you_mean(name, std::vector<std::string_view>(names.begin(), names.end()));
  if (!hint.empty()) return UsageError(words, hint);
  return UsageError(words, "parameters are " + printable_names(names));
}

void check_allowed(const ParameterEntry& parameter, const std::string& value) {
  const Node* allowed = parameter.member->value.find("AllowedValues");
  if (allowed == nullptr || allowed->items().empty() || parameter.is_list()) return;
  std::vector<std::string> all;
  for (const Node& each : allowed->items()) {
    const auto text = meaning::known_text(&each);
    if (!text || *text == value) return;
    all.emplace_back(*text);
  }
  throw UsageError("--parameter " + printable(std::string(parameter.name)) + " does not allow " +
                       quoted_name(value),
                   "it allows " + printable_names(all));
}

}  // namespace

ParameterValues given_parameters(const Stacks& stacks, const std::vector<std::string>& written) {
  ParameterValues given;
  for (const std::string& each : written) {
    const std::size_t equals = each.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw UsageError("--parameter " + printable(each) + ": it is not KEY=VALUE",
                       "write it as in 'Stage=prod'");
    }
    const std::string name = each.substr(0, equals);
    const std::string value = each.substr(equals + 1);
    const auto parameters = parameters_named(stacks, name);
    if (parameters.empty()) throw no_parameter(stacks, name);
    for (const ParameterEntry* parameter : parameters) {
      check_allowed(*parameter, value);
      given.insert_or_assign(std::string(parameter->name), value);
    }
  }
  return given;
}

std::optional<WithDefaults> with_defaults(
    const Stacks& stacks, const ParameterValues& given,
    const std::function<Verdict(const ParameterValues&)>& ask) {
  ParameterValues all = given;
  ParameterValues defaults;
  for (const ParameterEntry& each : stacks.index().parameters()) {
    const auto text = meaning::known_text(each.member->value.find("Default"));
    if (!text || each.type_name.starts_with("AWS::SSM::")) continue;
    const bool is_new = all.emplace(std::string(each.name), std::string(*text)).second;
    if (is_new) defaults.emplace(std::string(each.name), std::string(*text));
  }
  if (defaults.empty()) return std::nullopt;
  WithDefaults found{.verdict = ask(all)};
  if (found.verdict == Verdict::perhaps) return std::nullopt;
  for (const auto& [name, value] : defaults) {
    if (defaults.size() <= most_defaults) {
      ParameterValues without = all;
      without.erase(name);
      if (ask(without) == found.verdict) {
        all = std::move(without);
        continue;
      }
    }
    found.parameters.emplace(name, value);
  }
  return found;
}

}  // namespace omnitrack::cli
