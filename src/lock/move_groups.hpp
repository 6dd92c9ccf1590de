#pragma once

#include <vector>

#include "lock/detection.hpp"
#include "lock/rewrite.hpp"

namespace omnitrack::lock {

/// Moves that one `moved` describes.
struct MoveGroup {
  Rewrite rewrite;
  std::vector<const DetectedMove*> moves;  ///< in the order of the lock; at least one
};

/// Groups moves by the outermost construct that moved as a whole, in the order of the lock. No
/// group's old construct still holds a resource of the lock that is not in the group.
std::vector<MoveGroup> group_moves(const Detection& detection);

}  // namespace omnitrack::lock
