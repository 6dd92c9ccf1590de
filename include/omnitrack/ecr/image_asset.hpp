#pragma once

#include <omnitrack/ecr/repository.hpp>
#include <omnitrack/image_source.hpp>

namespace omnitrack {

class ImageAsset;

/// Properties of an image that is built.
struct ImageAssetProps {
  using Makes = ImageAsset;
  Id id;
  /// The folder that it is built of. A relative path is seen from the working folder of the synth.
  Required<Text, struct required_path> path;
  /// How it is built.
  ImageBuild build = {};
  /// What it is built for, e.g. `linux/arm64`.
  Text platform = "linux/amd64";
};

/// A container image that is built of a folder of this machine by `docker build`, and pushed before
/// its stack is deployed, with a tag that is the SHA-256 of what it is built of. It makes no
/// resource.
class ImageAsset final : public Construct {
 public:
  ImageAsset(Attach at, const ImageAssetProps& props);

  /// The repository that it is pushed to.
  [[nodiscard]] Repository& repository() const { return *repository_; }
  /// The URI with the tag, for whatever takes an image.
  [[nodiscard]] Value<std::string> uri() const { return repository_->uri_for_tag(tag()); }
  /// The tag.
  [[nodiscard]] Value<std::string> tag() const { return {taken_.hash}; }
  /// SHA-256 of the folder and of how it is built, 64 hexadecimal digits.
  [[nodiscard]] std::string_view hash() const { return taken_.hash; }
  /// The bytes of the files that it is built of.
  [[nodiscard]] std::uint64_t bytes() const { return taken_.bytes; }

  /// Allows to pull it.
  void grant_pull(Grantee& grantee) const { repository_->grant_pull(grantee); }

 private:
  detail::TakenImage taken_;
  Repository* repository_;
};

}  // namespace omnitrack
