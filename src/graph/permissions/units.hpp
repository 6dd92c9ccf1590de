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

/// The common part of two patterns; nothing where there is none.
std::optional<Common> common_part(const diff::Pattern& left, const diff::Pattern& right,
                                  const diff::Atoms& atoms);

/// The actions that one statement allows, with what they are allowed on.
struct Unit {
  const diff::Statement* by = nullptr;
  diff::Pattern action;
  diff::Pattern where;
  Answer answer = {};
};

/// What is asked about: actions on a target.
struct Question {
  const Target* target = nullptr;
  std::vector<diff::Pattern> actions =
      {};  ///< those of the target's services, or the one asked for
};

/// The question about all actions of a target, or about one.
Question question_about(const Target& target, std::optional<std::string_view> action);

/// The parts of a statement that are about the target: each action with each of its names.
std::vector<Unit> units_of(const diff::Statement& statement, const Question& question,
                           const diff::Atoms& atoms);

/// What a statement takes away from a unit: all of it, perhaps all, a part, or nothing.
enum class TakesAway : std::uint8_t { nothing, part, perhaps, all };
TakesAway takes_away(const diff::Statement& denial, const Unit& unit, const diff::Atoms& atoms,
                     std::string& unknown);

/// The keys of a statement's conditions, in words; empty where it has none.
std::string condition_words(const std::vector<diff::Test>& tests);

}  // namespace omnitrack::graph
