#include "stack.hpp"

namespace omnitrack::app {

namespace {

Bucket& add_bucket(Stack& stack, const Config& config, const Id& id, std::string_view name,
                   const LifecycleRule& rule) {
  return stack.add(BucketProps{
      .id = id,
      .bucket_name = concat(config.name(name), "-", stack.account(), "-", stack.region()),
      .encryption = BucketEncryption::s3_managed(),
      .enforce_tls = true,
      .lifecycle_rules = {rule},
      .versioning = true,
  });
}

}  // namespace

void add_storage(Stack& stack, const Config& config) {
  const Bucket& snapshots = add_bucket(stack, config, "DigitalTwinBucket", "digital-twin",
                                       {
                                           .expire_after_days = 90,
                                           .expire_noncurrent_after_days = 30,
                                           .id = "DeleteOldSnapshots",
                                       });
  const Bucket& models =
      add_bucket(stack, config, "ModelArtifactsBucket", "model-artifacts",
                 {
                     .id = "ArchiveOldModels",
                     .transitions = {{.after_days = 30, .storage_class = StorageClass::standard_ia},
                                     {.after_days = 90, .storage_class = StorageClass::glacier}},
                 });
  add_export(stack, config, "DigitalTwinBucketName", "Digital twin S3 bucket", "DigitalTwinBucket",
             snapshots.name());
  add_export(stack, config, "ModelArtifactsBucketName", "Model artifacts S3 bucket",
             "ModelArtifactsBucket", models.name());
}

}  // namespace omnitrack::app
