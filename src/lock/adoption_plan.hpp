#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diff/verdicts.hpp"
#include "lock/adoption.hpp"
#include "lock/next_lock.hpp"

namespace omnitrack::lock {

/// What becomes of a resource by an adoption.
struct AdoptedResource {
  enum class Kind : std::uint8_t {
    match,   ///< one of ours goes on with a deployed one
    remade,  ///< its id follows what it deploys, so it is made anew all the time
    fresh,   ///< ours alone
    gone     ///< deployed alone
  };
  /// Why no lock may be written.
  enum class Problem : std::uint8_t {
    none,
    chosen_id,  ///< the code gives it another logical id
    guess,      ///< it holds data, and the match is a guess that nobody accepted
    left        ///< it holds data and is gone, though one of ours may be the same
  };

  Kind kind = Kind::match;
  Certainty certainty = Certainty::certain;  ///< of a match
  Problem problem = Problem::none;
  std::string path;    ///< of ours; empty for what is gone
  std::string old_id;  ///< of the deployed one; empty for what is fresh
  std::string new_id;  ///< that ours gets; empty for what is gone
  std::string type;
  std::string why;   ///< it matches; else empty
  std::string data;  ///< what it holds that can be lost; empty for nothing
  diff::Disposition disposition = diff::Disposition::none;  ///< of what is gone
  std::string taken_id = {};  ///< of fresh: the id that a deployed one has; mostly empty
  std::vector<std::string> candidates = {};  ///< of what is left: the paths that may be the same
  bool is_meant = false;                     ///< of what is gone: whether the user said so
};

/// A stack that is adopted.
struct AdoptedStack {
  std::string name;
  const tmpl::Index* old = nullptr;  ///< what is deployed
  std::string_view account = {};     ///< that the deployed one is fixed to
  std::string_view region = {};
  meaning::Surroundings surroundings = {};      ///< as far as they are known
  std::vector<AdoptedResource> resources = {};  ///< by kind, matches by certainty, then ours
};

/// What the user decides about an adoption.
struct AdoptionChoices {
  /// Our paths with old logical ids; these are empty for what is new, those for what is to go.
  std::vector<std::pair<std::string, std::string>> given;
  bool accepts_guesses = false;
};

/// A choice for something that there is not.
struct ChoiceMistake {
  enum class Kind : std::uint8_t { unknown_path, unknown_id, other_type };
  Kind kind = Kind::unknown_path;
  std::string path;
  std::string old_id;
  std::vector<std::string_view> known = {};  ///< the paths or the ids that there are
  std::string_view our_type = {};            ///< where they are of different types
  std::string_view old_type = {};
};

/// How the app's resources go on with what is deployed.
struct AdoptionPlan {
  std::vector<AdoptedStack> stacks;
  ChosenIds chosen;  ///< the logical ids that our resources get

  /// How many resources have a problem.
  [[nodiscard]] std::size_t undecided() const;
  [[nodiscard]] bool adopts(std::string_view stack) const;
};

/// The first choice that is for nothing that there is in the stacks.
std::optional<ChoiceMistake> find_mistake(const std::vector<AdoptedStack>& stacks,
                                          std::span<const SynthesizedStack> synthesized,
                                          const Present& present, const AdoptionChoices& choices);

/// Matches what is deployed with what the app makes. `stacks` have the deployed templates by the
/// names of our stacks; the choices are without mistakes.
AdoptionPlan plan_adoption(std::vector<AdoptedStack> stacks,
                           std::span<const SynthesizedStack> synthesized, const Present& present,
                           const AdoptionChoices& choices);

/// The lock after an adoption.
struct AdoptedLock {
  Lock lock;
  std::size_t overwritten = 0;  ///< how many entries of the lock before had other logical ids
};

/// What the lock file says after an adoption; stacks that are not adopted keep what it had.
AdoptedLock adopted_lock(const AdoptionPlan& plan, const Lock& before, const Present& present);

/// What the next deployment does once the lock is in use.
struct NextDeployment {
  std::vector<diff::StackDiff> diffs = {};  ///< one for each of the plan's stacks
  std::vector<diff::Loss> losses = {};
  std::vector<diff::Refusal> refusals = {};
};

/// Compares what is deployed with our templates, one for each of the plan's stacks.
NextDeployment look_ahead(const AdoptionPlan& plan, std::span<const tmpl::Index* const> ours);

}  // namespace omnitrack::lock
