#include "omnitrack/s3/bucket_deployment.hpp"

#include <algorithm>
#include <string>

#include "bucket_deployment_source.hpp"
#include <omnitrack/cloudformation/custom_resource.hpp>
#include <omnitrack/cloudfront/distribution.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/asset.hpp>

namespace omnitrack {

namespace {

constexpr std::int64_t mebibyte = 1024 * 1024;
constexpr std::int64_t most_storage = 10240;  // MB that a function has at most

// The archive lies in the function's storage while it is copied, beside the one before.
std::int64_t storage_for(const Asset& asset) {
  const auto bytes = static_cast<std::int64_t>(asset.bytes());
  return std::clamp<std::int64_t>(2 * bytes / mebibyte + 64, 512, most_storage);
}

FunctionProps deploying_function(const Id& id, const BucketDeploymentProps& props,
                                 const Asset& asset, const std::string& path) {
  return {
      .id = id,
      .code = FunctionCode::inline_text(s3::bucket_deployment_source),
      .description = "Puts the files of " + path,
      .ephemeral_storage = storage_for(asset),
      .handler = "index.handler",
      .log_retention = props.log_retention,
      .memory = 1024,
      .runtime = Runtime::python3_14,
      .timeout = 900,
  };
}

Map<Json> given_properties(const BucketDeploymentProps& props, const Asset& asset) {
  Map<Json> made{
      {"Bucket", props.bucket->name()},
      {"SourceBucket", asset.bucket_name()},
      {"SourceKey", asset.object_key()},
      {"Prune", bool(props.prune)},
      {"Keep", props.removal_policy != RemovalPolicy::destroy},
  };
  if (!props.prefix.empty()) made.set("Prefix", props.prefix.text());
  List<Json> rules;
  for (const CacheRule& rule : props.cache_rules) {
    rules.add(
        Json::object({{"Pattern", rule.pattern.text()}, {"CacheControl", rule.cache_control}}));
  }
  if (rules.is_set()) made.set("CacheRules", rules);
  if (props.content_types.is_set()) made.set("ContentTypes", props.content_types);
  if (props.texts.is_set()) made.set("Texts", props.texts);
  if (props.distribution.is_set()) {
    made.set("Distribution", props.distribution->distribution_id());
    made.set("DistributionPaths", props.distribution_paths);
  }
  return made;
}

}  // namespace

BucketDeployment::BucketDeployment(Attach at, const BucketDeploymentProps& props)
    : Construct(std::move(at)),
      asset_(add(AssetProps{.id = child("Files"), .path = props.path, .ignore = props.ignore})),
      function_(add(deploying_function(child("Function"), props, asset_, path()))) {
  check();
  asset_.grant_read(function_);
  props.bucket->grant_put(function_, props.prefix);
  if (props.prune || props.removal_policy == RemovalPolicy::destroy) {
    props.bucket->grant_delete(function_, props.prefix);
  }
  if (props.distribution.is_set()) props.distribution->grant_create_invalidation(function_);
  deployed_ = &add(CustomResourceProps{
      .id = child("Deployed"),
      .provider = function_,
      .properties = given_properties(props, asset_),
      .timeout = 960,
      .type = "Custom::BucketDeployment",
  });
}

void BucketDeployment::check() const {
  if (asset_.hash().empty()) return;  // what is wrong with the path was told
  if (!asset_.is_archive()) {
    error(codes::OT2422, "what is deployed is neither a folder nor an archive",
          "name a folder, or a file that ends with .zip");
  }
  if (static_cast<std::int64_t>(asset_.bytes()) / mebibyte > most_storage / 2) {
    error(codes::OT2422,
          "the files have " + std::to_string(asset_.bytes() / mebibyte) +
              " MiB, and a function holds 5120 at most",
          "deploy them in parts, each with a `prefix` of its own");
  }
}

Value<std::string> BucketDeployment::deployed_bucket_name() const {
  return deployed_->attribute("Bucket");
}

Value<std::string> BucketDeployment::file_count() const { return deployed_->attribute("Files"); }

}  // namespace omnitrack
