#pragma once

#include <string>

#include "assets/asset_files.hpp"
#include "assets/temporary_file.hpp"

namespace omnitrack::assets {

/// Writes the archive of a folder: files in the order of the listing, all of 1980-01-01, with the
/// modes 0644 and 0755 and names in UTF-8, without entries for folders. `hash` is the folder's
/// fingerprint as it was synthesized; where the content is another by now, throws AssetError.
void write_zip(const AssetFiles& folder, const std::string& hash, TemporaryFile& archive);

}  // namespace omnitrack::assets
