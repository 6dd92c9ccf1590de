#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/codebuild/build_image.hpp>
#include <omnitrack/codebuild/build_source.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/events/event_rule.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::codebuild {
class Project;  // defined in <omnitrack/cfn/codebuild.hpp>
}
namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}

namespace omnitrack {

class Vpc;

namespace detail {

inline void a_project_name_has_2_to_150_letters_digits_hyphens_or_underscores() {}
inline void a_build_runs_for_5_to_2160_minutes() {}
inline void a_build_is_queued_for_5_to_480_minutes() {}
inline void a_project_runs_1_build_at_once_at_least() {}
inline void a_batch_has_1_to_100_builds() {}

struct BuildProjectNameRule {
  static constexpr bool fits(std::string_view name) {
    return name.size() >= 2 && name.size() <= 150 && is_letter_or_digit(name[0]) &&
           has_only_letters_digits_and("-_", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_project_name_has_2_to_150_letters_digits_hyphens_or_underscores();
  }
};

}  // namespace detail

/// The name of a project: 2 to 150 letters, digits, `-` and `_`.
/// https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html
using BuildProjectName = CheckedText<detail::BuildProjectNameRule>;
/// How long a build may run, in minutes.
using BuildTimeout =
    CheckedNumber<detail::TimeBetween<5, 2160, detail::a_build_runs_for_5_to_2160_minutes, 60>>;
/// How long a build may wait, in minutes.
using BuildQueueTimeout =
    CheckedNumber<detail::TimeBetween<5, 480, detail::a_build_is_queued_for_5_to_480_minutes, 60>>;
/// How many builds may run at once.
using BuildLimit =
    CheckedNumber<detail::Between<1, 1'000'000, detail::a_project_runs_1_build_at_once_at_least>>;
/// How many builds a batch may have.
using BuildBatchSize = CheckedNumber<detail::Between<1, 100, detail::a_batch_has_1_to_100_builds>>;

/// An environment variable whose value is a secret of Secrets Manager.
struct BuildSecret {
  /// The name of the variable.
  Required<Text, struct required_name> name;
  /// The secret, or its ARN or its name.
  Required<SecretLink, struct required_secret> secret;
  /// The key whose value is taken; the whole secret where it is left out.
  Text json_key = {};
  /// The key that a secret which is given by its ARN or name is encrypted with, where it is not
  /// AWS's own.
  KeyLink kms_key = {};
};

/// What a build leaves in a bucket.
/// https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectArtifacts.html
struct BuildArtifacts {
  /// The bucket.
  Required<Link<Bucket>, struct required_bucket> bucket;
  /// Whether they are encrypted by the project's key.
  Bool encrypted = true;
  /// What tells these artifacts from others, for those that are not the first.
  Text identifier = {};
  /// Whether the build's id is a part of the key.
  Bool include_build_id = true;
  /// The name of the archive or folder; the build's specification may say another where it is left
  /// out.
  Value<std::string> name = {};
  /// The prefix of the key.
  Value<std::string> path = {};
  /// Whether they are put into a ZIP archive.
  Bool zip = true;
};

/// What builds keep for the next one.
/// https://docs.aws.amazon.com/codebuild/latest/userguide/build-caching.html
class BuildCache {
 public:
  /// What is kept on the machine.
  enum class Mode : std::uint8_t { source, docker_layers, custom };

  /// Nothing.
  BuildCache() = default;
  /// On the machine, as long as it is there.
  static BuildCache local(const Items<Mode>& modes);
  /// In a bucket, below a prefix.
  static BuildCache s3(const Link<Bucket>& bucket, std::string_view prefix = {});

  /// Whether anything is kept.
  [[nodiscard]] bool is_set() const { return bucket_.is_set() || !modes_.empty(); }
  /// What is kept on the machine.
  [[nodiscard]] const Items<Mode>& modes() const { return modes_; }
  /// The bucket; none where nothing is kept there.
  [[nodiscard]] const Link<Bucket>& bucket() const { return bucket_; }
  /// The prefix in the bucket.
  [[nodiscard]] const Text& prefix() const { return prefix_; }

 private:
  Items<Mode> modes_;
  Link<Bucket> bucket_;
  Text prefix_;
};

/// How several builds are run as one.
/// https://docs.aws.amazon.com/codebuild/latest/userguide/batch-build.html
struct BuildBatch {
  /// Whether the artifacts of all builds are put into one place.
  Bool combine_artifacts = false;
  /// The sizes of machines that a batch may use; all where it is left out.
  Items<BuildCompute> compute = {};
  /// How many builds a batch may have, 1 to 100.
  BuildBatchSize max_builds = {};
  /// How long a batch may run, in minutes, 5 to 2,160.
  BuildTimeout timeout = {};
};

/// A file system of EFS that builds reach; needs a VPC.
struct BuildFileSystem {
  /// The name of the environment variable with the mount's path, after `CODEBUILD_`.
  Required<Text, struct required_identifier> identifier;
  /// The host name with the folder, e.g. `fs-1.efs.eu-central-1.amazonaws.com:/cache`.
  Required<Value<std::string>, struct required_location> location;
  /// The path in the build's container.
  Required<Value<std::string>, struct required_mount_point> mount_point;
  /// The options of the mount; CodeBuild's own where they are left out.
  Value<std::string> mount_options = {};
};

class BuildProject;

/// Properties of a project.
struct BuildProjectProps {
  using Makes = BuildProject;
  Id id;
  /// What builds leave in a bucket.
  Optional<BuildArtifacts> artifacts = {};
  /// How often a failed build is tried again by itself; never where it is left out.
  Value<std::int64_t> auto_retries = {};
  /// Whether there is a picture for everybody that shows how the last build went.
  Bool badge = false;
  /// How several builds are run as one.
  Optional<BuildBatch> batch = {};
  /// What a build does; the file `buildspec.yml` of the source where it is left out.
  BuildSpec build_spec = {};
  /// What builds keep for the next one.
  BuildCache cache = {};
  /// The size of the machine.
  BuildCompute compute = BuildCompute::small;
  /// How many builds may run at once; as many as the account's limit where it is left out.
  BuildLimit concurrent_builds = {};
  /// What it is for, 255 characters at most.
  Value<std::string> description = {};
  /// Environment variables; everybody who may read the project sees them.
  Map<std::string> environment = {};
  /// File systems that builds reach.
  Items<BuildFileSystem> file_systems = {};
  /// Whether the role may make and fill report groups that the build's specification names.
  Bool grant_reports = true;
  /// The image that builds run in.
  BuildImage image = BuildImage::amazon_linux();
  /// The key that artifacts are encrypted with; the account's `aws/s3` where it is left out.
  KeyLink kms_key = {};
  /// The log group to write to; the project makes one of its own where it is left out.
  Link<const LogGroup> log_group = {};
  /// How long the project's own log group keeps events.
  Retention log_retention = RetentionDays::two_years;
  /// Whether builds are logged.
  Bool logging = true;
  /// Environment variables from the Parameter Store, by the names of the parameters, which the role
  /// may then read.
  Map<std::string> parameters = {};
  /// Whether builds may run Docker, which gives them all rights over their machine.
  Bool privileged = false;
  /// The name; made up by CloudFormation where it is left out.
  BuildProjectName project_name = {};
  /// How long a build may wait, in minutes, 5 to 480; 480 where it is left out.
  BuildQueueTimeout queued_timeout = {};
  /// The role by which builds run, which gets what they need; the project makes one of its own
  /// where it is left out.
  Link<Role> role = {};
  /// More artifacts, 12 at most, each with an `identifier`.
  Items<BuildArtifacts> secondary_artifacts = {};
  /// More sources, 12 at most, each with an `identifier`.
  Items<BuildSource> secondary_sources = {};
  /// Environment variables from Secrets Manager, which the role may then read.
  Items<BuildSecret> secrets = {};
  /// The security groups in the VPC; the project makes one of its own where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// Where builds get their source.
  BuildSource source = BuildSource::none();
  /// The subnets in the VPC; those that the internet does not reach where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// How long a build may run, in minutes, 5 to 2,160; 60 where it is left out.
  BuildTimeout timeout = {};
  /// Which events of the repository start a build: those of any of these. Needs a repository of a
  /// provider as `source`.
  Items<BuildTrigger> triggers = {};
  /// Whether a trigger starts a batch.
  Bool triggers_batch = false;
  /// The VPC that builds reach; none where it is left out.
  Link<const Vpc> vpc = {};
};

/// A project of builds: AWS::CodeBuild::Project and, as needed, roles (AWS::IAM::Role), a log group
/// (AWS::Logs::LogGroup), a security group (AWS::EC2::SecurityGroup) and rules (AWS::Events::Rule).
/// https://docs.aws.amazon.com/codebuild/latest/userguide/welcome.html
class BuildProject final : public Construct,
                           public Grantee,
                           public EventTarget,
                           public Connectable,
                           public Measured {
 public:
  BuildProject(Attach at, const BuildProjectProps& props);
  BuildProject(Attach at, const struct ImportedBuildProjectProps& props);

  /// A project of this stack's region and account that is made elsewhere; its permissions are its
  /// owner's.
  static BuildProject& from_name(Construct& scope, const Id& id, const Value<std::string>& name);

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;

  /// Adds a file system.
  void add_file_system(const BuildFileSystem& file_system);
  /// Sends changes of the state of builds to targets: all changes, or those to these states, e.g.
  /// `FAILED`; `id` names the rule among those of the project.
  EventRule& on_state_change(std::string_view id, const Items<EventRuleTarget>& targets,
                             const Items<Match>& states = {});

  /// Allows actions on the project.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to start and stop builds, and to see how they go.
  void grant_build(Grantee& grantee) const;

  [[nodiscard]] Value<std::string> event_target_arn() const override { return arn(); }
  void grant_delivery(Grantee& sender) const override { grant(sender, {"codebuild:StartBuild"}); }
  /// Its security groups; it listens on no port.
  [[nodiscard]] Connections connections() override;

  /// One of CodeBuild's metrics of the project, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/codebuild/latest/userguide/cloudwatch_metrics-codebuild.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many builds there were.
  [[nodiscard]] Metric metric_builds() const { return metric("Builds").sum(); }
  /// How long builds took, in seconds.
  [[nodiscard]] Metric metric_duration() const { return metric("Duration"); }
  /// How many builds failed.
  [[nodiscard]] Metric metric_failed_builds() const { return metric("FailedBuilds").sum(); }
  /// How many builds succeeded.
  [[nodiscard]] Metric metric_succeeded_builds() const { return metric("SucceededBuilds").sum(); }

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// Whether the source is what a pipeline gives; true where the project is made elsewhere.
  [[nodiscard]] bool is_for_pipeline() const { return is_for_pipeline_; }
  /// The role by which builds run; an error where the project is made elsewhere.
  [[nodiscard]] Role& role();
  /// The project's own resource; an error where the project is made elsewhere.
  [[nodiscard]] cfn::codebuild::Project& resource();

 private:
  void check(const BuildProjectProps& props) const;
  void set_logs(const BuildProjectProps& props);
  void set_network(const BuildProjectProps& props);
  void set_stores(const BuildProjectProps& props);
  void set_triggers(const BuildProjectProps& props);
  void set_batch(const BuildBatch& batch);
  void give_permissions(const BuildProjectProps& props);
  void allow_source(const BuildSource& source);

  Role* role_ = nullptr;
  Items<Link<SecurityGroup>> security_groups_;
  cfn::codebuild::Project* resource_ = nullptr;  // null where the project is made elsewhere
  Value<std::string> arn_;
  Value<std::string> name_;
  bool is_for_pipeline_ = true;
};

}  // namespace omnitrack
