#pragma once

#include <omnitrack/iam/policy.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

class Asset;
class BucketDeployment;
class CustomResource;
class Distribution;
class Function;

/// How long files with some names are kept by browsers and caches.
struct CacheRule {
  /// The names, by `*`, `?` and `[…]`, where `*` stands for `/` too, e.g. `assets/*`.
  Required<Text, struct required_pattern> pattern;
  /// The header, e.g. `public, max-age=31536000, immutable`.
  Required<Value<std::string>, struct required_cache_control> cache_control;
};

/// Properties of files that a stack puts into a bucket.
struct BucketDeploymentProps {
  using Makes = BucketDeployment;
  Id id;
  /// The bucket.
  Required<Link<Bucket>, struct required_bucket> bucket;
  /// A folder of this machine, or an archive (`.zip`) of files. A relative path is seen from the
  /// working folder of the synth.
  Required<Text, struct required_path> path;
  /// How long files are kept by browsers and caches; the first rule that fits a name counts.
  Items<CacheRule> cache_rules = {};
  /// Types by endings of names that Python does not know, e.g. `{{".glb", "model/gltf-binary"}}`.
  Map<std::string> content_types = {};
  /// The distribution that serves the files, whose cached ones are dropped.
  Link<Distribution> distribution = {};
  /// The paths that are dropped there.
  List<std::string> distribution_paths = {"/*"};
  /// Patterns of what is left out of a folder, as of an `Asset`.
  Items<Text> ignore = {};
  /// How long the log group of the function that puts the files keeps events.
  Retention log_retention = RetentionDays::two_years;
  /// What the keys in the bucket begin with, e.g. `docs/`.
  Text prefix = {};
  /// Whether files that an earlier deployment put and this one has no more are deleted. What
  /// somebody else put stays in any case.
  Bool prune = true;
  /// What happens to the files when the deployment leaves the stack, or moves to another place.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// Further files by name, whose content may be known only when the stack is deployed, such as a
  /// page's settings with the address of an API.
  Map<std::string> texts = {};
};

/// The files of a folder in a bucket, put there by the stack itself whenever one of them changes:
/// an `Asset`, a `Function` in Python that copies it, and a custom resource
/// (Custom::BucketDeployment).
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html
class BucketDeployment final : public Construct {
 public:
  BucketDeployment(Attach at, const BucketDeploymentProps& props);

  /// The bucket, for what needs the files there: it is made only once they are.
  [[nodiscard]] Value<std::string> deployed_bucket_name() const;
  /// How many files there are.
  [[nodiscard]] Value<std::string> file_count() const;
  /// What is uploaded.
  [[nodiscard]] const Asset& asset() const { return asset_; }
  /// The function that puts the files.
  [[nodiscard]] Function& function() { return function_; }

 private:
  void check() const;

  const Asset& asset_;
  Function& function_;
  CustomResource* deployed_ = nullptr;
};

}  // namespace omnitrack
