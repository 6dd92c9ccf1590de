#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "omnitrack/synth.hpp"
#include "synth/plan.hpp"

namespace omnitrack::synth {

/// What a stack is split into; nothing where it is written in one piece.
struct Division {
  std::string whole_text;
  std::vector<SynthesizedPart> parts;
  std::unordered_map<std::string, std::string> homes;  ///< the parts of resources, by logical id

  /// The part that has a resource; empty for the stack's own template.
  [[nodiscard]] std::string part_of(const std::string& logical_id) const {
    const auto found = homes.find(logical_id);
    return found == homes.end() ? std::string() : found->second;
  }
};

/// Which stacks are split: those of which the lock knows nested stacks, and where it is wanted
/// those that are too big for a template.
std::vector<bool> stacks_to_split(const Plan& plan, const std::vector<std::string>& texts,
                                  const SynthOptions& options);

/// Splits these stacks: each text becomes that of the stack's own template. Reports what cannot be
/// split, with the texts as they are.
std::vector<Division> split_stacks(const Plan& plan, const std::vector<bool>& to_split,
                                   std::vector<std::string>& texts, const SynthOptions& options);

/// Adds the templates of a stack's parts to what is uploaded.
void add_templates_of_parts(const StackPlan& plan, const Division& division,
                            std::vector<SynthesizedAsset>& assets);

}  // namespace omnitrack::synth
