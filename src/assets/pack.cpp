#include "assets/pack.hpp"

#include "assets/asset_files.hpp"
#include "assets/read_blocks.hpp"
#include "assets/zip_writer.hpp"
#include "support/sha256.hpp"

namespace omnitrack::assets {

void pack(const SynthesizedAsset& asset, TemporaryFile& to) {
  if (asset.path.empty()) return to.append(asset.text);
  if (asset.packaging == AssetPackaging::zip) {
    write_zip(files_in(asset.path, IgnoreRules(asset.ignore)), asset.hash, to);
    return;
  }
  support::Sha256 hash;
  read_blocks(file_at(asset.path), [&](std::string_view block) {
    hash.add(block);
    to.append(block);
  });
  if (hash.hex() != asset.hash) report_change(asset.path);
}

}  // namespace omnitrack::assets
