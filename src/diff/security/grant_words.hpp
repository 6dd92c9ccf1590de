#pragma once

#include <string>
#include <vector>

#include "diff/security/coverage.hpp"
#include "diff/security/rows.hpp"

namespace omnitrack::diff {

/// What a policy says: what its holder may do, who may take on its holder, or who may use it.
enum class PolicyRole : std::uint8_t { identity, trust, resource };

/// What is said of a holder at once.
struct Telling {
  PolicyRole role = PolicyRole::identity;
  const tmpl::ResourceEntry* holder = nullptr;  ///< null where it is none of the template
  const tmpl::Index* index = nullptr;           ///< of the side that the units are of
  bool allows = true;    ///< whether it is about allowing statements, or denying ones
  bool is_new = true;    ///< whether they come, or go
  bool is_clear = true;  ///< whether it is about units that surely are, or those in doubt
};

/// Adds rows for what is granted, or denied, newly or no longer: one for each kind.
void tell_units(const Telling& telling, const std::vector<Unit>& units, Rows& rows);

}  // namespace omnitrack::diff
