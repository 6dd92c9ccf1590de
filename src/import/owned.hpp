#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "import/values.hpp"

namespace omnitrack::importing {

/// Takes up the resources that the construct of another one makes when a call tells it to: a policy
/// of a queue, a permission of a function. Only what nothing else names can be made so.
void choose_owned(const tmpl::Index& index, Plan& plan);

/// Gives those their places whose owner counts them, once they stand in the order of the program.
void count_owned(Plan& plan);

/// The calls by which its owner makes such a resource.
std::vector<Code> owner_calls(Element& element, Plan& plan, Values& values, Comments& comments);

}  // namespace omnitrack::importing
