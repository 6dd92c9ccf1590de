#pragma once

#include <string>
#include <vector>

#include "deploy/requests.hpp"
#include "template/index.hpp"

namespace omnitrack::deploy {

/// What a template's parameters are given.
struct ParameterChoices {
  std::vector<ParameterChoice> chosen;
  std::vector<std::string> missing;  ///< without a default and without a value
};

/// Gives each parameter of a template the value that is given, or else the one that it has already,
/// or else its default. `state` is null for a new stack.
ParameterChoices choose_parameters(const tmpl::Index& index, const StackState* state,
                                   const std::vector<NamedValue>& given);

/// Whether the values that a template is deployed with may change though its text does not: those
/// of parameters that Systems Manager keeps, outputs of other stacks that it reads, and whatever a
/// macro makes.
bool may_change_by_itself(const tmpl::Index& index);

}  // namespace omnitrack::deploy
