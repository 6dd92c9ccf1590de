#pragma once

#include <vector>

#include "omnitrack/synth.hpp"

namespace omnitrack::synth {

/// What the stacks of an app need in their buckets, in the order of the tree.
std::vector<SynthesizedAsset> assets_of(App& app);

/// What they need in their repositories.
std::vector<SynthesizedImage> images_of(App& app);

}  // namespace omnitrack::synth
