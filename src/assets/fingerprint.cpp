#include "assets/fingerprint.hpp"

#include <vector>

#include "assets/read_blocks.hpp"
#include "support/parallel.hpp"
#include "support/sha256.hpp"

namespace omnitrack::assets {

std::string fingerprint_of(const AssetFile& file) {
  support::Sha256 hash;
  read_blocks(file, [&](std::string_view block) { hash.add(block); });
  return hash.hex();
}

std::string fingerprint_of(const AssetFiles& folder) {
  std::vector<std::string> contents(folder.files.size());
  support::for_each_in_parallel(
      contents.size(), [&](std::size_t i) { contents[i] = fingerprint_of(folder.files[i]); });
  return fingerprint_of(folder, contents);
}

std::string fingerprint_of(const AssetFiles& folder, std::span<const std::string> contents) {
  support::Sha256 hash;
  hash.add("omnitrack folder 1\n");
  for (std::size_t i = 0; i < contents.size(); ++i) {
    const AssetFile& file = folder.files[i];
    std::string line(1, file.is_executable ? 'x' : '-');
    line.append(" ").append(contents[i]).append(" ").append(std::to_string(file.bytes));
    // A name may hold a line feed, but no byte that is zero.
    line.append(" ").append(file.name).append(1, '\0');
    hash.add(line);
  }
  return hash.hex();
}

}  // namespace omnitrack::assets
