#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "meaning/surroundings.hpp"
#include "template/index.hpp"

namespace omnitrack::lock {

/// How sure it is that two resources are the same.
enum class Certainty : std::uint8_t { certain, likely, guess };

/// `certain`, `likely` or `guess`.
std::string_view name_of(Certainty certainty);

/// A deployed resource and the one of ours that goes on with it.
struct Match {
  const tmpl::ResourceEntry* old = nullptr;
  const tmpl::ResourceEntry* ours = nullptr;
  Certainty certainty = Certainty::certain;
  std::string why;
};

/// A deployed template and ours of the same stack.
struct AdoptionInput {
  const tmpl::Index* old = nullptr;
  const tmpl::Index* ours = nullptr;
  /// Where the stack is deployed, as far as it is known.
  meaning::Surroundings surroundings = {};
  /// The name that the stack is deployed under.
  std::string_view stack = {};
  /// The constructs' paths below the stack, by the places of our resources.
  std::vector<std::string> paths = {};
  /// What the user says of logical ids: the old one, or nothing where ours is new, and ours, or
  /// nothing where the old one is meant to go.
  std::vector<std::pair<std::string, std::string>> given = {};
};

/// Which resources belong together; never one to two.
struct Adoption {
  std::vector<Match> matches;                     ///< in the order of ours
  std::vector<const tmpl::ResourceEntry*> gone;   ///< of the old ones, those without a match
  std::vector<const tmpl::ResourceEntry*> fresh;  ///< of ours, those without a match
};

/// Matches the resources of two templates by type, properties and what they are connected to: what
/// is certain first, since it makes more certain, then what is likeliest.
Adoption match_resources(const AdoptionInput& input);

}  // namespace omnitrack::lock
