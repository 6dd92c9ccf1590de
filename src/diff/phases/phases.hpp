#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "diff/verdicts.hpp"

namespace omnitrack::diff {

/// One deployment of a sequence.
struct PhaseStep {
  std::vector<std::string> texts;  ///< of each stack; empty where it is not there in this step
  std::vector<std::string> words;  ///< what is held back for it, one sentence each
};

/// The way from old templates to new ones.
struct Phases {
  std::vector<PhaseStep> steps;  ///< the last one is the new templates as they are
  /// What will be refused nevertheless, in words, with the step; then there is no way.
  std::vector<std::string> refused;
};

/// Writes a template's text from its values.
using WriteTemplate = std::function<std::string(const tmpl::Node& root)>;

/// Finds a sequence of templates that CloudFormation takes one after the other where it refuses the
/// new ones at once. Each step is checked against the one before.
Phases plan_phases(std::span<const StackPair> pairs, const WriteTemplate& write);

}  // namespace omnitrack::diff
