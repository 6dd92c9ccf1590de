#pragma once

#include <string_view>

namespace omnitrack::meaning {

/// Whether a parameter is one that the CDK's first synthesizer makes for an asset and gives a value
/// itself, by its name, which is made of the asset's hash.
bool is_asset_parameter(std::string_view name);

}  // namespace omnitrack::meaning
