#pragma once

#include <vector>

#include "import/live/fitting.hpp"

namespace omnitrack::importing {

/// Puts references in the place of texts that identify another one of the resources: where the
/// property takes such a resource, or the text can be nothing else, such as an ARN. None of them
/// closes a circle.
void link(std::vector<LiveResource>& resources);

}  // namespace omnitrack::importing
