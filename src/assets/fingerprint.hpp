#pragma once

#include <span>
#include <string>

#include "assets/asset_files.hpp"

namespace omnitrack::assets {

/// SHA-256 of a file's content, as 64 hexadecimal digits. Throws AssetError.
std::string fingerprint_of(const AssetFile& file);

/// SHA-256 of a folder: of a listing with `x` for a file that can be executed or `-` for another,
/// the SHA-256 of its content, its size and its name. Neither times nor owners nor the way to the
/// folder count, so it is the same on every machine. Throws AssetError.
std::string fingerprint_of(const AssetFiles& folder);

/// The fingerprint of a folder whose files have these fingerprints.
std::string fingerprint_of(const AssetFiles& folder, std::span<const std::string> contents);

}  // namespace omnitrack::assets
