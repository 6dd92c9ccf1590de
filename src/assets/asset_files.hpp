#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "assets/ignore_rules.hpp"

namespace omnitrack::assets {

/// A file that belongs to an asset.
struct AssetFile {
  std::string name;  ///< from the top of the folder, with `/`
  std::string path;  ///< where it is read
  std::uint64_t bytes = 0;
  bool is_executable = false;  ///< whether anybody may execute it
};

/// The files of a folder, by the bytes of their names.
struct AssetFiles {
  std::string folder;  ///< its absolute path, without links
  std::vector<AssetFile> files;
  std::uint64_t bytes = 0;  ///< of all of them
};

/// The absolute path of a file or folder, without links. Throws AssetError where there is none.
std::string real_path_of(const std::string& path);

/// Whether there is a folder at a path.
bool is_folder(const std::string& path);

/// The files below a folder that the rules do not leave out. Links are followed, and must stay in
/// the folder. Throws AssetError where one leads out of it or in a circle, where something is no
/// file, where a name is not UTF-8, where there is no file at all, and where they are too many or
/// too large for an archive without the zip64 extension.
AssetFiles files_in(const std::string& folder, const IgnoreRules& rules);

/// The regular file at a path. Throws AssetError where it is none, or larger than the 5 GB that S3
/// takes at once.
AssetFile file_at(const std::string& path);

}  // namespace omnitrack::assets
