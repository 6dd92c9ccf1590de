#include <algorithm>

#include "assets/asset_error.hpp"
#include "assets/asset_files.hpp"
#include "assets/fingerprint.hpp"
#include "core/asset_place.hpp"
#include "core/tree.hpp"
#include "omnitrack/characters.hpp"
#include "omnitrack/codes.hpp"
#include "support/quoted.hpp"

namespace omnitrack {

namespace {

// The ending that tells what a file is; empty where it has none that a key should have.
std::string extension_of(std::string_view file) {
  const std::size_t dot = file.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  const std::string_view ending = file.substr(dot + 1);
  constexpr std::size_t longest = 16;
  const bool fits = !ending.empty() && ending.size() <= longest &&
                    detail::has_only_letters_digits_and("", ending);
  return fits ? '.' + std::string(ending) : std::string();
}

AssetEntry read_file_asset(std::string path) {
  const assets::AssetFile file = assets::file_at(path);
  const std::string hash = assets::fingerprint_of(file);
  return {.path = std::move(path),
          .ignore = {},
          .taken = {.packaging = AssetPackaging::file,
                    .hash = detail::copy_text(hash),
                    .object_key = detail::copy_text(hash + extension_of(file.name)),
                    .bytes = file.bytes}};
}

AssetEntry read_folder_asset(std::string path, const std::vector<std::string>& ignore) {
  const assets::AssetFiles files = assets::files_in(path, assets::IgnoreRules(ignore));
  const std::string hash = assets::fingerprint_of(files);
  return {.path = std::move(path),
          .ignore = ignore,
          .taken = {.packaging = AssetPackaging::zip,
                    .hash = detail::copy_text(hash),
                    .object_key = detail::copy_text(hash + ".zip"),
                    .bytes = files.bytes}};
}

AssetEntry& entry_of(AssetList& list, std::string_view path, const Items<Text>& ignore) {
  std::vector<std::string> patterns;
  for (const Text& each : ignore) patterns.emplace_back(each.text());
  std::string real = assets::real_path_of(std::string(path));
  const auto found = std::ranges::find_if(list.entries, [&](const AssetEntry& each) {
    return each.path == real &&
           (each.taken.packaging == AssetPackaging::file || each.ignore == patterns);
  });
  if (found != list.entries.end()) return *found;
  return list.entries.emplace_back(assets::is_folder(real)
                                       ? read_folder_asset(std::move(real), patterns)
                                       : read_file_asset(std::move(real)));
}

}  // namespace

std::string fault_of_assets_bucket(std::string_view name) {
  const std::string sample = sample_of_place(name);
  const auto is_word = [](char c) { return detail::is_lower(c) || detail::is_digit(c); };
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  const bool fits =
      sample.size() >= 3 && sample.size() <= 63 && is_word(sample.front()) &&
      is_word(sample.back()) &&
      std::ranges::all_of(sample, [&](char c) { return is_word(c) || c == '-' || c == '.'; });
  return fits ? std::string() : support::quoted(name) + " is no name for a bucket of assets";
}

void App::set_assets_bucket(std::string_view name) {
  AssetPlace& bucket = state_->assets.bucket;
  if (const std::string fault = fault_of_assets_bucket(name); !fault.empty()) {
    error(codes::OT4108, fault,
          "use 3 to 63 lower-case letters, digits, '-' and '.'; ${AWS::AccountId} and "
          "${AWS::Region} stand for the account and region of a stack");
    return;
  }
  if (bucket.is_used) {
    error(codes::OT4108, "the bucket of assets is set after the first asset was added",
          "call set_assets_bucket before any asset is added");
    return;
  }
  if (!bucket.is_forced) bucket.name = name;
}

namespace detail {

TakenAsset take_asset(const Construct& at, std::string_view path, const Items<Text>& ignore) {
  AssetList& list = TreeAccess::state(at.app()).assets;
  try {
    AssetEntry& entry = entry_of(list, path, ignore);
    entry.users.push_back(&at);
    return entry.taken;
  } catch (const assets::AssetError& error) {
    at.error(error.code(), error.what(), error.hint());
    TakenAsset unknown;
    unknown.object_key = "unknown.zip";
    return unknown;
  }
}

std::uint64_t bytes_of_asset(const Construct& at, std::string_view object_key) {
  const AssetList& list = TreeAccess::state(at.app()).assets;
  const auto found = std::ranges::find_if(
      list.entries, [&](const AssetEntry& each) { return each.taken.object_key == object_key; });
  return found == list.entries.end() ? 0 : found->taken.bytes;
}

std::string_view assets_bucket_of(const Construct& at) {
  AssetPlace& bucket = TreeAccess::state(at.app()).assets.bucket;
  bucket.is_used = true;
  return bucket.name;
}

}  // namespace detail

}  // namespace omnitrack
