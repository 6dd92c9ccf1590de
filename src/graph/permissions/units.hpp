#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diff/security/held.hpp"
#include "graph/permissions/targets.hpp"

namespace omnitrack::graph {

/// What two patterns both match.
struct Common {
  diff::Pattern pattern;
  std::string unknown = {};  ///< why they may have nothing in common; empty where they surely have
};

/// The common part of two patterns; nothing where there is surely none.
std::optional<Common> common_part(const diff::Pattern& left, const diff::Pattern& right,
                                  const diff::Atoms& atoms);

/// The part of a text of a policy that is about one of the names of a target.
std::optional<Common> common_place(const Scene& scene, const Target& target,
                                   const diff::Pattern& text, const diff::Pattern& name);

/// The actions that one statement allows, with what they are allowed on.
struct Unit {
  const diff::Statement* by = nullptr;
  diff::Pattern action;
  Named where;
  Answer answer = {};
  /// Whether it stands for a policy that cannot be read.
  bool is_unread = false;
  /// Whether a policy of the target allows it.
  bool is_of_target = false;
  /// Whether a policy of the target names the user, whom no boundary limits there by saying
  /// nothing.
  bool is_beyond_boundary = false;
};

/// What is asked about: actions on a target.
struct Question {
  const Target* target = nullptr;
  std::vector<diff::Pattern> actions =
      {};                  ///< those of the target's services, or the one asked for
  bool is_of_one = false;  ///< whether one action is asked for
};

/// The question about all actions of a target, or about one.
Question question_about(const Target& target, std::optional<std::string_view> action);

/// The parts of a statement that are about the target: each action with each of its names.
std::vector<Unit> units_of(const diff::Statement& statement, const Question& question,
                           const Scene& scene);

/// What a statement takes away from a unit: all of it, perhaps all, a part, or nothing.
enum class TakesAway : std::uint8_t { nothing, part, perhaps, all };
TakesAway takes_away(const diff::Statement& denial, const Unit& unit, const Target& target,
                     const Scene& scene, std::string& unknown);

/// The units with one action each that a unit of a pattern stands for; none where they are not
/// known.
std::vector<Unit> single_units(const Unit& unit, const Target& target);

}  // namespace omnitrack::graph
