#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/events/event_pattern.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/items.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/link.hpp>

namespace omnitrack {

class Bucket;
class BuildProject;
class Connection;
class EcsService;
class Function;
class Role;
class Topic;

/// What all actions can have.
struct ActionOptions {
  /// The region that it is done in; the pipeline's where it is left out.
  Value<std::string> region = {};
  /// The role by which it is done, which the pipeline's may then assume; the pipeline's where it is
  /// left out.
  Link<Role> role = {};
  /// When it is done in its stage: after all of a smaller number.
  KnownNumber run_order = 1;
  /// By what name later actions use its variables, e.g. `#{Source.CommitId}`.
  Text variable_namespace = {};
};

/// Gets the source from a repository by a connection: of GitHub, GitLab, Bitbucket and others.
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodestarConnectionSource.html
struct ConnectionSourceAction {
  /// The name.
  Required<Text, struct required_name> name;
  /// The connection.
  Required<Link<const Connection>, struct required_connection> connection;
  /// The repository, e.g. `owner/name`.
  Required<Value<std::string>, struct required_repository> repository;
  /// The branch.
  Value<std::string> branch = "main";
  /// Whether projects that take the source get the whole repository with its history; their roles
  /// then need `Connection::grant_use`.
  Bool full_clone = false;
  /// What all actions can have.
  ActionOptions options = {};
  /// The name of what it makes.
  Text output = "Source";
  /// Whether a push starts the pipeline; false leaves that to its triggers.
  Bool starts_pipeline = true;
};

/// Gets the source from an object of a bucket with versions.
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-S3.html
struct S3SourceAction {
  /// The name.
  Required<Text, struct required_name> name;
  /// The bucket.
  Required<Link<Bucket>, struct required_bucket> bucket;
  /// The key of a ZIP archive.
  Required<Value<std::string>, struct required_key> key;
  /// What all actions can have.
  ActionOptions options = {};
  /// The name of what it makes.
  Text output = "Source";
  /// Whether the pipeline asks for changes now and then, in place of a rule.
  Bool poll = false;
  /// Whether a rule on the bucket's events starts the pipeline, which needs a bucket with
  /// `event_bridge`.
  Bool starts_pipeline = true;
};

/// Runs a build.
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeBuild.html
struct BuildAction {
  /// The name.
  Required<Text, struct required_name> name;
  /// The project, whose source is `BuildSource::codepipeline()`.
  Required<Link<BuildProject>, struct required_project> project;
  /// Whether a batch is run.
  Bool batch = false;
  /// Whether the artifacts of a batch are put into one place.
  Bool combine_artifacts = false;
  /// Environment variables.
  Map<std::string> environment = {};
  /// More of what it takes.
  Items<Text> extra_inputs = {};
  /// What it takes, and finds its specification in.
  Text input = "Source";
  /// Whether it counts as a test.
  Bool is_test = false;
  /// What all actions can have.
  ActionOptions options = {};
  /// The names of what it makes: the project's artifacts, then those with identifiers of these
  /// names.
  Items<Text> outputs = {};
};

/// Waits until somebody approves.
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html
struct ApprovalAction {
  /// The name.
  Required<Text, struct required_name> name;
  /// What there is to approve.
  Value<std::string> message = {};
  /// What all actions can have.
  ActionOptions options = {};
  /// How long it waits, in minutes, 5 to 86,400; a week where it is left out.
  Value<std::int64_t> timeout = {};
  /// The topic that is told.
  Link<const Topic> topic = {};
  /// Where to look before.
  Value<std::string> url = {};
};

/// What is done with a stack.
enum class StackActionMode : std::uint8_t {
  create_update,
  make_change_set,
  execute_change_set,
  replace_failed,
  remove,
};

/// Deploys a stack of CloudFormation.
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html
struct StackAction {
  /// The name.
  Required<Text, struct required_name> name;
  /// The stack's name.
  Required<Value<std::string>, struct required_stack_name> stack_name;
  /// What the template may make: `CAPABILITY_IAM`, `CAPABILITY_NAMED_IAM`,
  /// `CAPABILITY_AUTO_EXPAND`.
  Items<Text> capabilities = {};
  /// The name of the change set.
  Value<std::string> change_set_name = {};
  /// The file with parameters, tags and a policy, e.g. `Source::config.json`.
  Value<std::string> configuration_path = {};
  /// The role by which CloudFormation makes the resources; needed unless a change set is executed.
  Link<Role> deployment_role = {};
  /// More of what it takes.
  Items<Text> extra_inputs = {};
  /// What it takes; none where a change set is executed or the stack is deleted.
  Text input = "Source";
  /// What is done.
  StackActionMode mode = StackActionMode::create_update;
  /// What all actions can have.
  ActionOptions options = {};
  /// The name of the artifact with the file of the stack's outputs.
  Text output = {};
  /// The file for the stack's outputs; needs `output`.
  Value<std::string> output_file = {};
  /// Parameters beside those of the configuration's file.
  Map<std::string> parameters = {};
  /// The template in the input.
  Value<std::string> template_file = "template.json";
};

/// Invokes a function, which tells the pipeline how it went.
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-Lambda.html
struct InvokeAction {
  /// The name.
  Required<Text, struct required_name> name;
  /// The function.
  Required<Link<Function>, struct required_function> function;
  /// Whether the function's role may report the result; false for a function that is made
  /// elsewhere, whose owner gives it that right.
  Bool grant_result = true;
  /// What it takes.
  Items<Text> inputs = {};
  /// What all actions can have.
  ActionOptions options = {};
  /// What it makes.
  Items<Text> outputs = {};
  /// Text or JSON for the function.
  Value<std::string> parameters = {};
};

/// The service of ECS that a pipeline deploys to: a construct, whose cluster and roles are then
/// known, or a name.
class EcsDeployTarget {
 public:
  /// That service.
  EcsDeployTarget(const EcsService& service);
  /// A service by its name.
  EcsDeployTarget(const Value<std::string>& name) : name_(name) {}
  /// A service by its name as text.
  template <detail::TextLike S>
  EcsDeployTarget(const S& name) : name_(name) {}

  /// Its name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The name of its cluster; not set where the service is given by its name.
  [[nodiscard]] const Value<std::string>& cluster() const { return cluster_; }
  /// The roles of its tasks, as far as they are known.
  [[nodiscard]] const Items<Link<Role>>& task_roles() const { return task_roles_; }

 private:
  Value<std::string> name_;
  Value<std::string> cluster_;
  Items<Link<Role>> task_roles_;
};

/// Deploys images to a service of ECS.
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECS.html
struct EcsDeployAction {
  /// The name.
  Required<Text, struct required_name> name;
  /// The service, or its name.
  Required<EcsDeployTarget, struct required_service> service;
  /// The name of the cluster, where the service is given by its name.
  Value<std::string> cluster = {};
  /// The file with the containers' images.
  Value<std::string> file_name = {};
  /// What it takes.
  Text input = "Source";
  /// What all actions can have.
  ActionOptions options = {};
  /// The roles of the tasks, which the pipeline may then pass, where the service is given by its
  /// name.
  Items<Link<Role>> task_roles = {};
};

/// Puts files into a bucket.
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-S3Deploy.html
struct S3DeployAction {
  /// The name.
  Required<Text, struct required_name> name;
  /// The bucket.
  Required<Link<Bucket>, struct required_bucket> bucket;
  /// The header of the objects, e.g. `public, max-age=300`.
  Value<std::string> cache_control = {};
  /// Whether the files of the archive are put, and not the archive.
  Bool extract = true;
  /// What it takes.
  Text input = "Source";
  /// The key of the archive, or the prefix of the files.
  Value<std::string> key = {};
  /// What all actions can have.
  ActionOptions options = {};
};

/// What an action does.
enum class ActionCategory : std::uint8_t { source, build, test, deploy, invoke, approval, compute };

/// Any other action.
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html
struct CustomAction {
  /// The name.
  Required<Text, struct required_name> name;
  /// What it does.
  ActionCategory category = ActionCategory::deploy;
  /// Its settings.
  Map<std::string> configuration = {};
  /// What it takes.
  Items<Text> inputs = {};
  /// What all actions can have.
  ActionOptions options = {};
  /// What it makes.
  Items<Text> outputs = {};
  /// Whose it is: `AWS`, `ThirdParty` or `Custom`.
  Text owner = "AWS";
  /// Who does it, e.g. `ServiceCatalog`.
  Text provider = {};
  /// What the pipeline's role must be allowed for it.
  Items<PolicyStatement> statements = {};
  /// The version.
  Text version = "1";
};

/// An action of a pipeline, of any of these kinds.
class PipelineAction {
 public:
  /// Gets the source from a repository.
  PipelineAction(const ConnectionSourceAction& action);
  /// Gets the source from a bucket.
  PipelineAction(const S3SourceAction& action);
  /// Runs a build.
  PipelineAction(const BuildAction& action);
  /// Waits until somebody approves.
  PipelineAction(const ApprovalAction& action);
  /// Deploys a stack.
  PipelineAction(const StackAction& action);
  /// Invokes a function.
  PipelineAction(const InvokeAction& action);
  /// Deploys to a service of ECS.
  PipelineAction(const EcsDeployAction& action);
  /// Puts files into a bucket.
  PipelineAction(const S3DeployAction& action);
  /// Whatever else.
  PipelineAction(const CustomAction& action);

  /// The name.
  [[nodiscard]] std::string_view name() const { return custom_.name; }
  /// What it does, takes and makes.
  [[nodiscard]] const CustomAction& parts() const { return custom_; }
  /// The project that it runs; none of other actions.
  [[nodiscard]] const Link<BuildProject>& project() const { return project_; }
  /// The pattern of the events that start the pipeline; not set where none do.
  [[nodiscard]] const EventPattern& start_pattern() const { return start_pattern_; }
  /// How long it waits for approval, in minutes; not set of other actions.
  [[nodiscard]] const Value<std::int64_t>& timeout() const { return timeout_; }
  /// Whether it deploys to a service of ECS whose cluster nobody says.
  [[nodiscard]] bool lacks_cluster() const { return lacks_cluster_; }
  /// Gives a role what the action needs.
  void grant(Role& role, const Stack& stack) const;

 private:
  enum class Kind : std::uint8_t { custom, connection, s3_source, build, stack, ecs, s3_deploy };

  CustomAction custom_;
  Kind kind_ = Kind::custom;
  bool lacks_cluster_ = false;
  Link<const Connection> connection_;
  Link<Bucket> bucket_;
  Link<BuildProject> project_;
  Items<Link<Role>> passed_roles_;
  Link<Function> function_;
  Value<std::string> stack_name_;
  Value<std::int64_t> timeout_;
  Text key_;
  EventPattern start_pattern_;
};

}  // namespace omnitrack
