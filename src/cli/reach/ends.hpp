#pragma once

#include <string>
#include <vector>

#include "cli/templates/side.hpp"
#include "graph/reach.hpp"

namespace omnitrack::cli {

/// The resource of the templates that a name stands for: a logical id, or the path or the id of a
/// construct that leads to one resource alone that connects or acts. Throws a Failure where it is
/// none.
std::string end_of_name(const graph::Stacks& stacks, const graph::Reaching& reaching,
                        const std::vector<Side>& sides, const std::string& name);

/// The construct that made a resource of the joined templates; null where the app made none.
const ElementOrigin* origin_of_end(const graph::Stacks& stacks, const std::vector<Side>& sides,
                                   std::string_view resource);

}  // namespace omnitrack::cli
