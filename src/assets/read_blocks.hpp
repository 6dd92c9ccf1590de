#pragma once

#include <functional>
#include <string_view>

#include "assets/asset_files.hpp"

namespace omnitrack::assets {

/// Gives a file's content to `take`, block by block, which may be none. Throws AssetError where it
/// cannot be read, or changed since it was listed or while it was read.
void read_blocks(const AssetFile& file, const std::function<void(std::string_view)>& take);

/// Says that something changed. Throws AssetError.
[[noreturn]] void report_change(const std::string& path);

}  // namespace omnitrack::assets
