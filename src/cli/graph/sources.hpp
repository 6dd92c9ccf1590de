#pragma once

#include <vector>

#include "cli/templates/side.hpp"
#include "graph/model/model.hpp"

namespace omnitrack::cli {

/// The templates of a side to be drawn, those of the nested stacks that a stack is split into as
/// stacks of their own. The side must outlive them.
std::vector<graph::StackSource> stack_sources(const Side& side);

}  // namespace omnitrack::cli
