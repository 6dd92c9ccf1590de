#include "cli/bootstrap/bootstrap_template.hpp"

#include "cli/failure.hpp"
#include <omnitrack/ecr/repository.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/synth.hpp>

namespace omnitrack::cli {

namespace {

Value<std::string> placed(const std::string& name) {
  return name.find("${") == std::string::npos ? Value<std::string>(name) : fn::sub(name);
}

void add_bucket(Stack& stack, const std::string& name) {
  constexpr int days_of_noncurrent_versions = 30;
  constexpr int days_of_unfinished_uploads = 7;
  Bucket& bucket = stack.add(BucketProps{
      .id = "Assets",
      .bucket_name = placed(name),
      .lifecycle_rules = {{.abort_uploads_after_days = days_of_unfinished_uploads,
                           .expire_noncurrent_after_days = days_of_noncurrent_versions,
                           .id = "OldVersions"}},
      .versioning = true,
  });
  stack.add(OutputProps{.id = "BucketName",
                        .value = as<std::string>(bucket.name()),
                        .description = "The bucket that assets are uploaded to"});
}

// Lambda would add the statement by itself, but only for whoever may change the policy.
// https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
void let_functions_pull(Repository& repository, const Stack& stack) {
  repository.add_to_resource_policy({
      .actions = {"ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"},
      .conditions = {{"StringLike",
                      Json::object({{"aws:SourceArn", stack.arn("lambda", "function:*")}})}},
      .principals = {PolicyPrincipal::service("lambda.amazonaws.com")},
      .sid = "FunctionsPullImages",
  });
}

void add_repository(Stack& stack, const std::string& name) {
  constexpr int days_of_untagged_images = 30;
  Repository& repository = stack.add(RepositoryProps{
      .id = "Images",
      .lifecycle_rules = {{.description = "without a tag",
                           .max_image_age = days_of_untagged_images,
                           .tag_status = ImageTagStatus::untagged}},
      .repository_name = placed(name),
  });
  let_functions_pull(repository, stack);
  stack.add(OutputProps{.id = "RepositoryName",
                        .value = as<std::string>(repository.name()),
                        .description = "The repository that images are pushed to"});
}

}  // namespace

std::string bootstrap_template(const std::string& bucket, const std::string& repository) {
  App app;
  Stack& stack = app.add(StackProps{
      .id = "OmniTrackAssets", .description = "What omnitrack-synth uploads assets and images to"});
  add_bucket(stack, bucket);
  add_repository(stack, repository);
  const Synthesis synthesis = synthesize(app);
  if (synthesis.ok()) return synthesis.stacks.front().text;
  throw Failure(synthesis.diagnostics.front().message, synthesis.diagnostics.front().hint);
}

}  // namespace omnitrack::cli
