#pragma once

#include <string_view>
#include <vector>

#include "diff/security/reader.hpp"
#include "diff/security/rows.hpp"

namespace omnitrack::diff {

/// A managed policy that is made elsewhere and carried by its ARN.
struct Carried {
  Pattern arn;
  const tmpl::ResourceEntry* in = nullptr;
  const tmpl::Node* at = nullptr;
};

/// Whether it lets its holder do anything.
bool is_administrator(const Carried& policy);

/// Adds rows for the managed policies that a holder carries newly, or no longer.
void tell_carried(const std::vector<Carried>& before, const std::vector<Carried>& after,
                  Rows& rows);

}  // namespace omnitrack::diff
