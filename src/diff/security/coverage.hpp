#pragma once

#include <memory>
#include <string>
#include <vector>

#include "diff/security/statements.hpp"

namespace omnitrack::diff {

/// Whether something is granted by other statements.
enum class Granted : std::uint8_t { yes, perhaps, no };

/// One principal, one action and one resource of a statement: each a pattern, or all but some.
struct Unit {
  const Statement* of = nullptr;
  std::shared_ptr<const Names> who;  ///< shared with other units, or with the statement
  std::shared_ptr<const Names> what;
  std::shared_ptr<const Names> where;
  std::string doubt = {};         ///< why it is `perhaps` granted
  bool is_relaxed = false;        ///< granted by others under more conditions only
  Granted granted = Granted::no;  ///< by the other statements; never `yes`
};

/// The parts of the allowing, or of the denying, statements that the others do not surely cover.
std::vector<Unit> not_covered(const Grants& grants, const Grants& others, bool allows,
                              const Atoms& atoms);

}  // namespace omnitrack::diff
