#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diff/security/scenario.hpp"
#include "diff/security/stack_view.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::diff {

using Direction = SecurityChange::Direction;
using SecurityKind = SecurityChange::Kind;

/// What one thing shows in the scenarios that are looked at one after the other.
class Rows {
 public:
  void add(Direction direction, SecurityKind kind, const tmpl::ResourceEntry& entry,
           std::string path, std::string what);
  /// Ends a scenario: what was added since the last end was found in it.
  void end_scenario(std::span<const Choice> choices);
  /// Says that there are too many scenarios to look at all.
  void give_up(const tmpl::ResourceEntry& entry, SecurityKind kind);
  /// The rows, each with the conditions under which it holds where it does not always.
  void move_into(std::vector<SecurityChange>& changes);

 private:
  struct Row {
    SecurityChange change;
    std::vector<std::vector<Choice>> scenarios = {};
    bool is_current = true;
  };

  void clear();

  std::vector<Row> rows_;
  std::unordered_multimap<std::size_t, std::size_t> by_what_;  // rows by the hash of what they say
};

/// Runs something in each scenario and hands its rows on.
template <typename Run>
void in_each_scenario(const tmpl::ResourceEntry& about, SecurityKind kind,
                      std::vector<SecurityChange>& changes, const Run& run) {
  Scenario scenario;
  Rows rows;
  int count = 0;
  do {
    run(scenario, rows);
    rows.end_scenario(scenario.choices());
    if (++count == most_scenarios) {
      rows.give_up(about, kind);
      break;
    }
  } while (scenario.next());
  rows.move_into(changes);
}

}  // namespace omnitrack::diff
