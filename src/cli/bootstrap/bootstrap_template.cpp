#include "cli/bootstrap/bootstrap_template.hpp"

#include "cli/failure.hpp"
#include <omnitrack/fn.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/synth.hpp>

namespace omnitrack::cli {

std::string bootstrap_template(const std::string& bucket) {
  constexpr int days_of_noncurrent_versions = 30;
  constexpr int days_of_unfinished_uploads = 7;
  App app;
  Stack& stack = app.add(StackProps{
      .id = "OmniTrackAssets", .description = "The bucket that omnitrack-synth uploads assets to"});
  const bool has_placeholders = bucket.find("${") != std::string::npos;
  Bucket& made = stack.add(BucketProps{
      .id = "Assets",
      .bucket_name = has_placeholders ? fn::sub(bucket) : Value<std::string>(bucket),
      .lifecycle_rules = {{.abort_uploads_after_days = days_of_unfinished_uploads,
                           .expire_noncurrent_after_days = days_of_noncurrent_versions,
                           .id = "OldVersions"}},
      .versioning = true,
  });
  stack.add(OutputProps{.id = "BucketName",
                        .value = as<std::string>(made.name()),
                        .description = "The bucket that assets are uploaded to"});
  const Synthesis synthesis = synthesize(app);
  if (synthesis.ok()) return synthesis.stacks.front().text;
  throw Failure(synthesis.diagnostics.front().message, synthesis.diagnostics.front().hint);
}

}  // namespace omnitrack::cli
