#include "cli/reach/parameters.hpp"

#include <algorithm>

#include "cli/failure.hpp"
#include "cli/page/printable.hpp"
#include "meaning/known.hpp"
#include "meaning/no_echo.hpp"
#include "support/edit_distance.hpp"
#include "template/builder.hpp"
#include "validate/document/given_values.hpp"

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

bool is_hidden_parameter(const ParameterEntry* parameter) {
  return meaning::is_no_echo(parameter->member->value);
}

void check_taken(const ParameterEntry& parameter, const GivenParameter& given) {
  validate::Findings found;
  validate::Reporter report(*given.in, found);
  const Node value =
      tmpl::Builder::scalar(tmpl::Kind::string, *given.value, given.begin, given.end);
  validate::check_given_value(parameter, value, report);
  if (found.empty()) return;
  throw UsageError(printable(GivenParameters::source_of(given) + ": " + found.front().message),
                   found.front().hint);
}

}  // namespace

ParameterValues values_in(const Stacks& stacks, const GivenParameters& given) {
  ParameterValues values;
  for (const GivenParameter& each : given.all) {
    const std::string name = each.stack.empty() ? each.name : each.stack + '/' + each.name;
    const auto parameters = parameters_named(stacks, name);
    // A file may be that of other templates, too.
    if (parameters.empty() && each.is_of_command_line()) throw no_parameter(stacks, name);
    if (!each.value) continue;
    const bool is_hidden = std::ranges::any_of(parameters, is_hidden_parameter);
    for (const ParameterEntry* parameter : parameters) {
      if (is_hidden != is_hidden_parameter(parameter)) continue;
      check_taken(*parameter, each);
      // What is not to be shown decides nothing that is shown.
      if (!is_hidden) values.insert_or_assign(std::string(parameter->name), *each.value);
    }
  }
  return values;
}

std::optional<WithDefaults> with_defaults(
    const Stacks& stacks, const ParameterValues& given,
    const std::function<Verdict(const ParameterValues&)>& ask) {
  ParameterValues all = given;
  ParameterValues defaults;
  for (const ParameterEntry& each : stacks.index().parameters()) {
    const auto text = meaning::known_text(each.member->value.find("Default"));
    if (!text || each.type_name.starts_with("AWS::SSM::") || is_hidden_parameter(&each)) continue;
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
