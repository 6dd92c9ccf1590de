#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "import/values.hpp"

namespace omnitrack::importing {

/// Takes up the resources that the construct of another one makes when a call tells it to: a policy
/// of a queue, a permission of a function. Only what nothing else names can be made so.
void choose_owned(const tmpl::Index& index, Plan& plan);

/// Where a resource that another one's construct makes stands below that.
std::string place_below_owner(const Element& element);

/// The calls by which its owner makes such a resource.
std::vector<Code> owner_calls(Element& element, Plan& plan, Values& values, Comments& comments);

}  // namespace omnitrack::importing
