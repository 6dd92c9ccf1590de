#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diff/security/side.hpp"

namespace omnitrack::diff {

/// A condition that is supposed to be true, or not.
struct Choice {
  std::string key;           ///< alike for conditions that say the same
  std::string shown;         ///< how a person calls it
  std::string subject = {};  ///< what an `Fn::Equals` compares with the literal; empty for others
  std::string literal = {};
  bool is_changing = false;  ///< whether it says something else on the other side
  bool holds = true;
};

/// One of the ways in which the conditions of both templates may turn out: each is supposed when it
/// is first asked for, and `next` goes on to another way.
class Scenario {
 public:
  /// Whether a condition holds.
  bool holds(const Side& side, std::string_view condition);
  /// Goes on to a way that was not yet seen; false after the last.
  bool next();
  [[nodiscard]] std::span<const Choice> choices() const { return choices_; }

 private:
  bool evaluate(const Side& side, const tmpl::Node& value, std::string_view name, int depth);
  bool look_up(const Side& side, std::string_view condition, int depth);
  bool choose(Choice choice);

  /// What a condition came to in this scenario; nothing while it is being looked at.
  struct Known {
    const Side* side = nullptr;
    std::string_view condition;
    std::optional<bool> holds = std::nullopt;
  };

  std::vector<Choice> choices_;
  std::unordered_map<std::string, std::size_t> choice_of_;  ///< by its key
  std::unordered_map<std::string, std::size_t> holding_;    ///< by its subject
  std::vector<Known> known_;
  /// By the condition, of which each side has its own.
  std::unordered_map<std::string_view, std::vector<std::size_t>> known_of_;
};

/// In how many scenarios one thing is looked at before it counts as too complicated.
inline constexpr int most_scenarios = 64;

}  // namespace omnitrack::diff
