#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/verb.hpp"

namespace omnitrack::cli {

/// Which verb a command line means.
struct ChosenVerb {
  Verb* verb;
  /// Whether the verb was named; otherwise it is the first of all verbs.
  bool is_named;
  /// The command line without the program and the verb.
  std::vector<std::string> arguments;
};

/// Finds the verb: the first argument that is neither a common option nor the value of one. Any
/// other option before it means the default verb. Throws UsageError for a word that is not a verb,
/// and for a verb behind such an option.
ChosenVerb choose_verb(std::span<char* const> arguments, const Verbs& verbs, const Options& common);

}  // namespace omnitrack::cli
