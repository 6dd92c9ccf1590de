#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "omnitrack/asset_source.hpp"
#include "omnitrack/construct.hpp"
#include "omnitrack/image_source.hpp"
#include "omnitrack/synth.hpp"

namespace omnitrack {

/// The bucket of assets where neither the app nor the user names one.
constexpr std::string_view usual_assets_bucket =
    "omnitrack-assets-${AWS::AccountId}-${AWS::Region}";

/// The repository of images where neither the app nor the user names one.
constexpr std::string_view usual_images_repository = "omnitrack-images";

/// The placeholders that the names of both may have.
constexpr std::string_view account_placeholder = "${AWS::AccountId}";
constexpr std::string_view region_placeholder = "${AWS::Region}";

/// What is wrong with the name of a bucket for assets, in the words of a message; empty where
/// nothing is.
std::string fault_of_assets_bucket(std::string_view name);

/// The same of the name of a repository for images.
std::string fault_of_images_repository(std::string_view name);

/// A file or a folder that the app uploads.
struct AssetEntry {
  std::string path;                 ///< absolute, without links
  std::vector<std::string> ignore;  ///< as the app gives them
  detail::TakenAsset taken;
  std::vector<const Construct*> users = {};
};

/// A container image that the app builds.
struct ImageEntry {
  ImageRecipe recipe;
  detail::TakenImage taken;
  std::vector<const Construct*> users = {};
};

/// Where an app uploads to: the name of a bucket or of a repository.
struct AssetPlace {
  std::string name;
  bool is_forced = false;  ///< whether the user named it on the command line
  bool is_used = false;    ///< whether values hold it already

  /// Takes the name that the user gives, which goes over the app's.
  void force(std::string_view by_user) {
    name = by_user;
    is_forced = true;
  }
};

/// What an app uploads, and where to.
struct AssetList {
  AssetPlace bucket{.name = std::string(usual_assets_bucket)};
  AssetPlace repository{.name = std::string(usual_images_repository)};
  std::vector<AssetEntry> entries = {};
  std::vector<ImageEntry> images = {};
};

}  // namespace omnitrack
