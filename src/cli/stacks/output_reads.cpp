#include "cli/stacks/output_reads.hpp"

#include <algorithm>
#include <iterator>

#include "cli/templates/pairs.hpp"

namespace omnitrack::cli {

bool may_read_outputs(const SideTemplate& stack) {
  return meaning::names_outputs(stack.document.index()) ||
         std::ranges::any_of(stack.parts, may_read_outputs);
}

std::vector<meaning::OutputRead> outputs_read_by(const SideTemplate& stack,
                                                 const PlaceOptions& place) {
  std::vector<meaning::OutputRead> reads;
  if (!may_read_outputs(stack)) return reads;
  // What a nested stack is given by its parameters stands in the template of its stack.
  std::vector<SidePair> pairs;
  add_pair(pairs, stack.name, &stack, &stack);
  for (const diff::StackDiff& each : diff::compare_all(placed_pairs(pairs, place))) {
    std::ranges::move(meaning::outputs_read(*each.after, each.name), std::back_inserter(reads));
  }
  return reads;
}

}  // namespace omnitrack::cli
