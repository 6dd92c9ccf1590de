#pragma once

#include <string>
#include <vector>

#include "omnitrack/requirements.hpp"

namespace omnitrack::synth {

/// Why something cannot be looked for at all, and what to write instead.
struct FormProblem {
  std::string message;
  std::string hint = {};
};

/// What is wrong with a requirement as it is stated, beside its evidence.
std::vector<FormProblem> form_problems(const RequirementProps& requirement);

/// What is wrong with evidence as it is stated, whatever the templates say.
std::vector<FormProblem> form_problems(const Evidence& evidence);

}  // namespace omnitrack::synth
