#pragma once

#include <span>
#include <vector>

#include "cli/templates/place.hpp"
#include "cli/templates/side.hpp"
#include "graph/model/graph.hpp"
#include "graph/stacks/stacks.hpp"

namespace omnitrack::cli {

/// The templates of a side to be drawn, those of the nested stacks that a stack is split into as
/// stacks of their own, where they are deployed as they and the options say. The side must outlive
/// them.
std::vector<graph::StackSource> stack_sources(const Side& side, const PlaceOptions& place);

/// All templates of the sides as one, to ask who reaches and may do what. The sides must outlive
/// it.
graph::Stacks joined_stacks(std::span<const Side> sides, const PlaceOptions& place);

}  // namespace omnitrack::cli
