#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "omnitrack/asset_source.hpp"
#include "omnitrack/construct.hpp"

namespace omnitrack {

/// The bucket of assets where neither the app nor the user names one.
constexpr std::string_view usual_assets_bucket =
    "omnitrack-assets-${AWS::AccountId}-${AWS::Region}";

/// The placeholders that the name of a bucket for assets may have.
constexpr std::string_view account_placeholder = "${AWS::AccountId}";
constexpr std::string_view region_placeholder = "${AWS::Region}";

/// What is wrong with the name of a bucket for assets, in the words of a message; empty where
/// nothing is.
std::string fault_of_assets_bucket(std::string_view name);

/// A file or a folder that the app uploads.
struct AssetEntry {
  std::string path;                 ///< absolute, without links
  std::vector<std::string> ignore;  ///< as the app gives them
  detail::TakenAsset taken;
  std::vector<const Construct*> users = {};
};

/// What an app uploads, and where to.
struct AssetList {
  std::string bucket{usual_assets_bucket};
  bool is_bucket_forced = false;  ///< whether the user named it on the command line
  bool is_bucket_used = false;    ///< whether values hold it already
  std::vector<AssetEntry> entries = {};
};

}  // namespace omnitrack
