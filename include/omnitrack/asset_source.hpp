#pragma once

#include <cstdint>
#include <string_view>

#include <omnitrack/items.hpp>
#include <omnitrack/text.hpp>

namespace omnitrack {

class Construct;

/// How an asset lies in its bucket.
enum class AssetPackaging : std::uint8_t {
  file,  ///< as it is
  zip,   ///< a folder, as an archive
};

namespace detail {

// An asset as its construct knows it. Its texts live as long as the app.
struct TakenAsset {
  AssetPackaging packaging = AssetPackaging::file;
  std::string_view hash;        // 64 hexadecimal digits
  std::string_view object_key;  // the hash with the file's extension, or `.zip`
  std::uint64_t bytes = 0;      // of its files, before they are packed
};

// Takes a file or a folder into the app of a construct, which reports what is wrong with it.
TakenAsset take_asset(const Construct& at, std::string_view path, const Items<Text>& ignore);

// The bytes of the asset that has a key, before they are packed; 0 where no asset has it.
std::uint64_t bytes_of_asset(const Construct& at, std::string_view object_key);

// The bucket of the app's assets, with its placeholders. From now on it cannot be set.
std::string_view assets_bucket_of(const Construct& at);

}  // namespace detail

}  // namespace omnitrack
