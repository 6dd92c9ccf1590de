#pragma once

#include <omnitrack/bool.hpp>
#include <omnitrack/items.hpp>
#include <omnitrack/json.hpp>
#include <omnitrack/link.hpp>
#include <omnitrack/required.hpp>

namespace omnitrack {

class Bucket;
class Connection;

/// What a build does.
/// https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
class BuildSpec {
 public:
  /// The file `buildspec.yml` of the source.
  BuildSpec() = default;
  /// A file of the source by its path.
  static BuildSpec file(std::string_view path) { return BuildSpec(path); }
  /// The specification as YAML or JSON.
  static BuildSpec text(const Value<std::string>& text) { return BuildSpec(text); }
  /// The specification, e.g. `BuildSpec::json(Json::object({{"version", "0.2"}, …}))`.
  static BuildSpec json(const Json& specification);

  /// As the project takes it; not set where it is `buildspec.yml`.
  [[nodiscard]] const Value<std::string>& value() const { return value_; }

 private:
  explicit BuildSpec(const Value<std::string>& value) : value_(value) {}
  Value<std::string> value_;
};

/// Where in a repository a build gets its source, and how.
struct BuildRepository {
  /// The URL, e.g. `https://github.com/owner/name.git`.
  Required<Value<std::string>, struct required_url> url;
  /// How many commits are fetched; all where it is left out.
  Value<std::int64_t> clone_depth = {};
  /// The connection to the provider; the account's credentials for it where it is left out.
  Link<const Connection> connection = {};
  /// Whether submodules are fetched too.
  Bool fetch_submodules = false;
  /// What tells this source from others, for one that is not the first.
  Text identifier = {};
  /// Whether the provider is told how builds go.
  Bool report_status = true;
  /// What the provider calls the status of a build.
  Value<std::string> status_context = {};
  /// Where the provider's status of a build leads.
  Value<std::string> status_url = {};
  /// The branch, tag, commit or pull request (`pr/7`); the default branch where it is left out.
  Value<std::string> version = {};
};

/// Where a build gets its source.
/// https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectSource.html
class BuildSource {
 public:
  /// What a source is.
  enum class Kind : std::uint8_t {
    none,
    codepipeline,
    codecommit,
    s3,
    bitbucket,
    github,
    github_enterprise,
    gitlab,
    gitlab_self_managed,
  };

  /// None: the build's specification fetches what it needs.
  static BuildSource none() { return {Kind::none, {.url = Value<std::string>()}}; }
  /// What the pipeline gives that runs the build.
  static BuildSource codepipeline() { return {Kind::codepipeline, {.url = Value<std::string>()}}; }
  /// A repository of Bitbucket.
  static BuildSource bitbucket(const BuildRepository& from) { return {Kind::bitbucket, from}; }
  /// A repository of GitHub.
  static BuildSource github(const BuildRepository& from) { return {Kind::github, from}; }
  /// A repository of a GitHub Enterprise Server.
  static BuildSource github_enterprise(const BuildRepository& from) {
    return {Kind::github_enterprise, from};
  }
  /// A repository of GitLab.
  static BuildSource gitlab(const BuildRepository& from) { return {Kind::gitlab, from}; }
  /// A repository of a GitLab of one's own.
  static BuildSource gitlab_self_managed(const BuildRepository& from) {
    return {Kind::gitlab_self_managed, from};
  }
  /// A repository of CodeCommit, whose ARN gives the role the right to pull.
  static BuildSource codecommit(const Value<std::string>& repository_arn,
                                const BuildRepository& from) {
    return {Kind::codecommit, from, repository_arn};
  }
  /// An archive, or all objects below a prefix that ends with `/`, of a bucket.
  static BuildSource s3(const Link<Bucket>& bucket, const Value<std::string>& key,
                        std::string_view identifier = {});

  /// What it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// Whether it is a repository that can tell CodeBuild of changes.
  [[nodiscard]] bool has_webhooks() const { return kind_ >= Kind::bitbucket; }
  /// Where it is, and how it is fetched.
  [[nodiscard]] const BuildRepository& repository() const { return repository_; }
  /// The ARN of a repository of CodeCommit.
  [[nodiscard]] const Value<std::string>& repository_arn() const { return repository_arn_; }
  /// The bucket; none of other sources.
  [[nodiscard]] const Link<Bucket>& bucket() const { return bucket_; }

 private:
  BuildSource(Kind kind, const BuildRepository& from, const Value<std::string>& arn = {})
      : kind_(kind), repository_(from), repository_arn_(arn) {}
  Kind kind_;
  BuildRepository repository_;
  Value<std::string> repository_arn_;
  Link<Bucket> bucket_;
};

/// What a provider tells CodeBuild of.
/// https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html
enum class BuildEvent : std::uint8_t {
  push,
  pull_request_created,
  pull_request_updated,
  pull_request_reopened,
  pull_request_merged,
  pull_request_closed,
  released,
  prereleased,
};

/// What a condition on an event is about.
enum class BuildFilterKind : std::uint8_t {
  actor_account_id,
  head_ref,
  base_ref,
  file_path,
  commit_message,
  tag_name,
  release_name,
  repository_name,
};

/// A condition on an event.
struct BuildFilter {
  /// A regular expression, e.g. `^refs/heads/main$` for a branch by `head_ref`.
  Required<Text, struct required_pattern> pattern;
  /// Whether events that fit the pattern start no build.
  Bool exclude = false;
  /// What the pattern is about.
  BuildFilterKind kind = BuildFilterKind::head_ref;
};

/// Events that start a build where all conditions hold.
struct BuildTrigger {
  /// The events.
  Required<Items<BuildEvent>, struct required_events> events;
  /// The conditions.
  Items<BuildFilter> filters = {};
};

}  // namespace omnitrack
