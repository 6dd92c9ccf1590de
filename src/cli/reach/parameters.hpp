#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/parameters/given_parameter.hpp"
#include "graph/answer.hpp"
#include "graph/stacks/stacks.hpp"

namespace omnitrack::cli {

/// Values of parameters, by their names in the joined templates.
using ParameterValues = std::map<std::string, std::string, std::less<>>;

/// The values that are given. Throws UsageError where no template has the parameter of a
/// `KEY=VALUE`, or where a parameter does not take the value.
ParameterValues values_in(const graph::Stacks& stacks, const GivenParameters& given);

/// What the answer is where parameters have the defaults that tell it.
struct WithDefaults {
  graph::Verdict verdict = graph::Verdict::perhaps;
  ParameterValues parameters = {};
};

/// Looks for the answer with the defaults of all parameters that are given nothing; nothing where
/// it is still perhaps.
std::optional<WithDefaults> with_defaults(
    const graph::Stacks& stacks, const ParameterValues& given,
    const std::function<graph::Verdict(const ParameterValues&)>& ask);

}  // namespace omnitrack::cli
