#pragma once

#include <omnitrack/asset_source.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

class Asset;

/// Properties of an asset.
struct AssetProps {
  using Makes = Asset;
  Id id;
  /// A file, which is uploaded as it is, or a folder, which is uploaded as a .zip archive. A
  /// relative path is seen from the working folder of the synth.
  Required<Text, struct required_path> path;
  /// Patterns of what is left out of a folder, a part of those of `.gitignore`: `*`, `?`, `**`, `/`
  /// at either end, and `!` to take back what an earlier one left out.
  Items<Text> ignore = {};
};

/// A file or a folder of this machine that is uploaded before its stack is deployed, under a key
/// that is the SHA-256 of its content. It makes no resource.
class Asset final : public Construct {
 public:
  Asset(Attach at, const AssetProps& props);

  /// The bucket that it is uploaded to, for whatever takes a bucket and a key.
  [[nodiscard]] Bucket& bucket() const { return *bucket_; }
  /// The name of the bucket.
  [[nodiscard]] Value<std::string> bucket_name() const;
  /// The key in the bucket, e.g. `0a1b….zip`.
  [[nodiscard]] Value<std::string> object_key() const { return {taken_.object_key}; }
  /// `s3://BUCKET/KEY`.
  [[nodiscard]] Value<std::string> s3_url() const;
  /// `https://BUCKET.s3.REGION.amazonaws.com/KEY`.
  [[nodiscard]] Value<std::string> http_url() const;
  /// SHA-256 of the content, 64 hexadecimal digits.
  [[nodiscard]] std::string_view hash() const { return taken_.hash; }
  /// The bytes of its files, before they are packed.
  [[nodiscard]] std::uint64_t bytes() const { return taken_.bytes; }
  /// Whether it is in the form of an archive: a folder, or a file that ends with `.zip` or `.jar`.
  [[nodiscard]] bool is_archive() const;

  /// Allows reading it.
  void grant_read(Grantee& grantee) const;

 private:
  detail::TakenAsset taken_;
  Bucket* bucket_;
};

}  // namespace omnitrack
