#include "project_parts.hpp"

#include <string>

#include "../json_text.hpp"
#include <omnitrack/codeconnections/connection.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

BuildSpec BuildSpec::json(const Json& specification) { return BuildSpec(json_text(specification)); }

BuildSource BuildSource::s3(const Link<Bucket>& bucket, const Value<std::string>& key,
                            std::string_view identifier) {
  BuildSource source(Kind::s3, {.url = concat(bucket->name(), "/", key), .identifier = identifier});
  source.bucket_ = bucket;
  return source;
}

BuildImage BuildImage::ecr(const Value<std::string>& repository_uri,
                           const Value<std::string>& repository_arn, const Value<std::string>& tag,
                           BuildPlatform platform) {
  BuildImage image(concat(repository_uri, ":", tag), platform);
  image.repository_arn_ = repository_arn;
  image.is_pulled_by_role_ = true;
  return image;
}

BuildImage BuildImage::registry(const Value<std::string>& image_name, const SecretLink& secret,
                                BuildPlatform platform) {
  BuildImage image(image_name, platform);
  image.secret_ = secret;
  image.is_pulled_by_role_ = true;
  return image;
}

BuildCache BuildCache::local(const Items<Mode>& modes) {
  BuildCache cache;
  cache.modes_ = modes;
  return cache;
}

BuildCache BuildCache::s3(const Link<Bucket>& bucket, std::string_view prefix) {
  BuildCache cache;
  cache.bucket_ = bucket;
  cache.prefix_ = prefix;
  return cache;
}

namespace codebuild {

namespace project = cfn::codebuild::project;

std::string_view compute_name(BuildCompute compute) {
  static constexpr std::string_view names[] = {"BUILD_GENERAL1_SMALL", "BUILD_GENERAL1_MEDIUM",
                                               "BUILD_GENERAL1_LARGE", "BUILD_GENERAL1_XLARGE",
                                               "BUILD_GENERAL1_2XLARGE"};
  return names[static_cast<std::size_t>(compute)];
}

std::string_view platform_name(BuildPlatform platform) {
  static constexpr std::string_view names[] = {
      "LINUX_CONTAINER", "ARM_CONTAINER", "LINUX_GPU_CONTAINER", "WINDOWS_SERVER_2022_CONTAINER"};
  return names[static_cast<std::size_t>(platform)];
}

project::Source source_of(const BuildSource& source, const Value<std::string>& build_spec) {
  static constexpr std::string_view names[] = {
      "NO_SOURCE",         "CODEPIPELINE", "CODECOMMIT",         "S3", "BITBUCKET", "GITHUB",
      "GITHUB_ENTERPRISE", "GITLAB",       "GITLAB_SELF_MANAGED"};
  const BuildRepository& from = source.repository();
  project::Source made{
      .type = names[static_cast<std::size_t>(source.kind())],
      .build_spec = build_spec,
      .git_clone_depth = from.clone_depth,
      .location = from.url,
  };
  if (!from.identifier.empty()) made.source_identifier = from.identifier.text();
  if (from.fetch_submodules) {
    made.git_submodules_config = project::GitSubmodulesConfig{.fetch_submodules = true};
  }
  if (!source.has_webhooks()) return made;
  if (from.connection.is_set()) {
    made.auth = project::SourceAuth{.type = "CODECONNECTIONS", .resource = from.connection->arn()};
  }
  made.report_build_status = bool(from.report_status);
  if (from.status_context.is_set() || from.status_url.is_set()) {
    made.build_status_config =
        project::BuildStatusConfig{.context = from.status_context, .target_url = from.status_url};
  }
  return made;
}

project::Artifacts artifacts_of(const BuildArtifacts& artifacts) {
  project::Artifacts made{
      .type = "S3",
      .encryption_disabled = !artifacts.encrypted,
      .location = artifacts.bucket->name(),
      .name = artifacts.name,
      .namespace_type = artifacts.include_build_id ? "BUILD_ID" : "NONE",
      .packaging = artifacts.zip ? "ZIP" : "NONE",
      .path = artifacts.path,
  };
  if (!artifacts.identifier.empty()) made.artifact_identifier = artifacts.identifier.text();
  if (!artifacts.name.is_set()) made.override_artifact_name = true;
  return made;
}

project::ProjectCache cache_of(const BuildCache& cache) {
  static constexpr std::string_view names[] = {"LOCAL_SOURCE_CACHE", "LOCAL_DOCKER_LAYER_CACHE",
                                               "LOCAL_CUSTOM_CACHE"};
  if (cache.bucket().is_set()) {
    const std::string_view prefix = cache.prefix();
    const Value<std::string> name = cache.bucket()->name();
    return {.type = "S3", .location = prefix.empty() ? name : concat(name, "/", prefix)};
  }
  List<std::string> modes;
  for (const BuildCache::Mode mode : cache.modes()) {
    modes.add(names[static_cast<std::size_t>(mode)]);
  }
  return {.type = "LOCAL", .modes = modes};
}

Json filters_of(const BuildTrigger& trigger) {
  static constexpr std::string_view events[] = {
      "PUSH",
      "PULL_REQUEST_CREATED",
      "PULL_REQUEST_UPDATED",
      "PULL_REQUEST_REOPENED",
      "PULL_REQUEST_MERGED",
      "PULL_REQUEST_CLOSED",
      "RELEASED",
      "PRERELEASED",
  };
  static constexpr std::string_view kinds[] = {"ACTOR_ACCOUNT_ID", "HEAD_REF",       "BASE_REF",
                                               "FILE_PATH",        "COMMIT_MESSAGE", "TAG_NAME",
                                               "RELEASE_NAME",     "REPOSITORY_NAME"};
  std::string names;
  for (const BuildEvent event : trigger.events) {
    if (!names.empty()) names += ", ";
    names += events[static_cast<std::size_t>(event)];
  }
  Json filters = Json::array({Json::object({{"Pattern", names}, {"Type", "EVENT"}})});
  for (const BuildFilter& filter : trigger.filters) {
    Json made = Json::object({{"Pattern", filter.pattern.text()},
                              {"Type", kinds[static_cast<std::size_t>(filter.kind)]}});
    if (filter.exclude) made.set("ExcludeMatchedPattern", true);
    filters.add(made);
  }
  return filters;
}

}  // namespace codebuild

}  // namespace omnitrack
