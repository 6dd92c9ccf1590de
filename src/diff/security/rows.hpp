#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diff/security/stack_view.hpp"
#include "diff/security/world.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::diff {

using Direction = SecurityChange::Direction;
using SecurityKind = SecurityChange::Kind;

/// What one thing shows in the worlds that are looked at one after the other.
class Rows {
 public:
  void add(Direction direction, SecurityKind kind, const tmpl::ResourceEntry& entry,
           std::string path, std::string what);
  /// Ends a world: what was added since the last end was found in it.
  void end_world(std::span<const Choice> choices);
  /// Says that there are too many worlds to look at all.
  void give_up(const tmpl::ResourceEntry& entry, SecurityKind kind);
  /// The rows, each with the conditions under which it holds where it does not always.
  void move_into(std::vector<SecurityChange>& changes);

 private:
  struct Row {
    SecurityChange change;
    std::vector<std::vector<Choice>> worlds = {};
    bool is_current = true;
  };

  std::vector<Row> rows_;
};

/// Runs something in each world and hands its rows on.
template <typename Run>
void in_each_world(const tmpl::ResourceEntry& about, SecurityKind kind,
                   std::vector<SecurityChange>& changes, const Run& run) {
  World world;
  Rows rows;
  int count = 0;
  do {
    run(world, rows);
    rows.end_world(world.choices());
    if (++count == most_worlds) {
      rows.give_up(about, kind);
      break;
    }
  } while (world.next());
  rows.move_into(changes);
}

/// `A`, `A and B`, `A, B and C`; of more than `most`, `A, B and 5 more`.
std::string listed(std::span<const std::string> texts, std::size_t most);

}  // namespace omnitrack::diff
