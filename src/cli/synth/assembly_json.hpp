#pragma once

#include <string>

#include "omnitrack/synth.hpp"

namespace omnitrack::cli {

/// The CDK's manifest of an app's stacks, which were synthesized with their origins.
/// https://docs.aws.amazon.com/cdk/v2/guide/deploy.html
std::string manifest_json(const Synthesis& synthesis);

/// The app's tree of constructs, as the CDK's `tree.json`.
std::string tree_json(const Synthesis& synthesis);

/// What a stack needs in its bucket and its repository, as the CDK's manifest of assets; empty
/// where it needs nothing.
std::string asset_manifest_json(const Synthesis& synthesis, const SynthesizedStack& stack);

/// `NAME.assets.json`.
std::string asset_manifest_name(const SynthesizedStack& stack);

/// The name of an asset's file in the folder of an assembly: `asset.HASH.zip`.
std::string packed_name(const SynthesizedAsset& asset);

/// The name of the folder of an assembly that an image is built of: `asset.HASH`.
std::string context_name(const SynthesizedImage& image);

}  // namespace omnitrack::cli
