#pragma once

#include <vector>

#include "cli/templates/side.hpp"

namespace omnitrack::cli {

/// Reads the templates of nested stacks that lie beside those that name them, as the AWS CLI's
/// `package` finds them, and names each `STACK.ID`. One that was read as a stack of its own is
/// that of its nested stacks from now on. Says which are not there.
void read_nested(std::vector<Side>& sides, const Console& console);

}  // namespace omnitrack::cli
