#pragma once

#include "assets/temporary_file.hpp"
#include "omnitrack/synth.hpp"

namespace omnitrack::assets {

/// Writes an asset as it lies in its bucket. Throws AssetError where its content is another one by
/// now, or cannot be read any more.
void pack(const SynthesizedAsset& asset, TemporaryFile& to);

}  // namespace omnitrack::assets
