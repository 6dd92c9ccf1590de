#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "template/index.hpp"
#include "validate/condition_logic.hpp"

namespace omnitrack::diff {

/// What a value is in one branch of the conditions around it.
struct Case {
  const tmpl::Node* value = nullptr;  ///< null where it is absent
  bool is_seen = true;                ///< false where something around it is known later only
  std::vector<validate::Assumption> when = {};
};
using Cases = std::vector<Case>;

/// What a property of a resource is by a way such as `A/B`, in each branch of an `Fn::If` on it;
/// a look-up in a mapping by literal keys gives what stands there. Never empty.
Cases cases_at(const tmpl::Index& index, const tmpl::ResourceEntry& resource, std::string_view way);

/// The same below a value.
Cases cases_below(const tmpl::Index& index, const tmpl::Node* value, std::string_view way);

/// The only case; one that is not seen where conditions make several.
Case only_case(Cases cases);

/// Visits each pair of cases that can hold together, and whether they hold in any case.
void for_each_pair(const Cases& before, const Cases& after,
                   const std::function<void(const Case&, const Case&, bool is_always)>& visit);

/// Whether two cases mean the same.
bool same_case(const Case& before, const Case& after);

/// A value of a resource where it has one in any case, else null: no condition decides it.
const tmpl::Node* only_value(const tmpl::Index& index, const tmpl::ResourceEntry& resource,
                             std::string_view way);

/// `/Properties/A/B` of a way `A/B`.
std::string property_path(std::string_view way);

}  // namespace omnitrack::diff
