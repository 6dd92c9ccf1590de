#pragma once

#include <omnitrack/codepipeline/pipeline_action.hpp>
#include <omnitrack/events/event_rule.hpp>
#include <omnitrack/kms/key_link.hpp>

namespace omnitrack::cfn::codepipeline {
class Pipeline;  // defined in <omnitrack/cfn/codepipeline.hpp>
}

namespace omnitrack {

namespace detail {

inline void a_pipeline_name_has_1_to_100_letters_digits_dots_at_signs_hyphens_or_underscores() {}

struct PipelineNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 100 && has_only_letters_digits_and(".@-_", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_pipeline_name_has_1_to_100_letters_digits_dots_at_signs_hyphens_or_underscores();
  }
};

}  // namespace detail

/// The name of a pipeline or a stage: 1 to 100 letters, digits, `.`, `@`, `-` and `_`.
/// https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineDeclaration.html
using PipelineName = CheckedText<detail::PipelineNameRule>;

/// What a stage does when it fails.
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback-auto.html
enum class StageFailure : std::uint8_t { stop, roll_back, retry_failed, retry_all };

/// What happens where a condition of a stage does not hold.
enum class ConditionResult : std::uint8_t { fail, roll_back, skip };

/// A condition of a stage.
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html
struct StageCondition {
  /// The name.
  Required<Text, struct required_name> name;
  /// Who tells whether it holds, e.g. `CloudWatchAlarm`, `DeploymentWindow`, `VariableCheck`.
  Required<Text, struct required_provider> provider;
  /// Its settings.
  Map<std::string> configuration = {};
  /// What the pipeline's role must be allowed for it.
  Items<PolicyStatement> statements = {};
};

/// A stage of a pipeline.
struct PipelineStage {
  /// The name.
  Required<Text, struct required_name> name;
  /// What is done, 50 actions at most.
  Required<Items<PipelineAction>, struct required_actions> actions;
  /// Why nothing comes into the stage; it is open where it is left out.
  Value<std::string> closed_because = {};
  /// Conditions before the stage is entered, 5 at most.
  Items<StageCondition> on_entry = {};
  /// What happens where one of `on_entry` does not hold.
  ConditionResult on_entry_result = ConditionResult::fail;
  /// What it does when it fails.
  StageFailure on_failure = StageFailure::stop;
  /// Conditions after all actions succeeded, 5 at most.
  Items<StageCondition> on_success = {};
  /// What happens where one of `on_success` does not hold.
  ConditionResult on_success_result = ConditionResult::fail;
};

/// Which pushes or pull requests start a pipeline: those that fit all of the filters, which may
/// have `*`.
struct PipelineFilter {
  /// The branches; of pull requests, those that they are to be merged into.
  List<std::string> branches = {};
  /// The branches that do not.
  List<std::string> excluded_branches = {};
  /// The paths of files that do not.
  List<std::string> excluded_paths = {};
  /// The tags that do not; of pushes alone, and without branches.
  List<std::string> excluded_tags = {};
  /// The paths of files.
  List<std::string> paths = {};
  /// The tags; of pushes alone, and without branches.
  List<std::string> tags = {};
};

/// What in a repository starts a pipeline.
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html
struct PipelineTrigger {
  /// The name of the source's action, whose `starts_pipeline` is best false.
  Required<Text, struct required_source> source;
  /// Pull requests, whether opened or changed.
  Items<PipelineFilter> pull_requests = {};
  /// Pushes.
  Items<PipelineFilter> pushes = {};
};

/// A variable that is given when the pipeline is started, used as `#{variables.NAME}`.
struct PipelineVariable {
  /// The name.
  Required<Text, struct required_name> name;
  /// The value where none is given; then it must be given where this is left out.
  Value<std::string> default_value = {};
  /// What it is for, 200 characters at most.
  Value<std::string> description = {};
};

/// What becomes of executions that are started while another runs.
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html
enum class ExecutionMode : std::uint8_t { superseded, queued, parallel };

class Pipeline;

/// Properties of a pipeline.
struct PipelineProps {
  using Makes = Pipeline;
  Id id;
  /// The stages, two at least; the first has the sources.
  Required<Items<PipelineStage>, struct required_stages> stages;
  /// The bucket for what actions make; the pipeline makes one of its own where it is left out,
  /// encrypted and for TLS alone.
  Link<Bucket> artifact_bucket = {};
  /// What becomes of executions that are started while another runs.
  ExecutionMode execution_mode = ExecutionMode::superseded;
  /// The key that artifacts are encrypted with; the account's `aws/s3` where it is left out.
  KeyLink kms_key = {};
  /// The name; made up by CloudFormation where it is left out.
  PipelineName pipeline_name = {};
  /// What happens to the pipeline's own bucket when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// Whether the pipeline runs again when it is changed.
  Bool restart_on_update = false;
  /// The role by which the pipeline runs, which gets what it needs; the pipeline makes one of its
  /// own where it is left out.
  Link<Role> role = {};
  /// What starts it beside its sources.
  Items<PipelineTrigger> triggers = {};
  /// Variables that are given when it is started.
  Items<PipelineVariable> variables = {};
};

/// A pipeline of stages with actions, of type V2: AWS::CodePipeline::Pipeline and, as needed, a
/// bucket (AWS::S3::Bucket), a role (AWS::IAM::Role) and rules (AWS::Events::Rule).
/// https://docs.aws.amazon.com/codepipeline/latest/userguide/welcome.html
class Pipeline final : public Construct, public EventTarget, public Measured {
 public:
  Pipeline(Attach at, const PipelineProps& props);
  Pipeline(Attach at, const struct ImportedPipelineProps& props);

  /// A pipeline that is made elsewhere.
  static Pipeline& from_arn(Construct& scope, const Id& id, const Value<std::string>& arn);

  /// Sends changes of the state of executions to targets: all changes, or those to these states,
  /// e.g. `FAILED`; `id` names the rule among those of the pipeline.
  EventRule& on_state_change(std::string_view id, const Items<EventRuleTarget>& targets,
                             const Items<Match>& states = {});

  /// Allows actions on the pipeline.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to start and stop executions, and to see how they go.
  void grant_run(Grantee& grantee) const;
  /// Allows to approve or reject what waits for approval in a stage.
  void grant_approve(Grantee& grantee, std::string_view stage, std::string_view action) const;

  [[nodiscard]] Value<std::string> event_target_arn() const override { return arn(); }
  void grant_delivery(Grantee& sender) const override {
    grant(sender, {"codepipeline:StartPipelineExecution"});
  }

  /// One of CodePipeline's metrics of the pipeline, by the average where it says no other
  /// statistic.
  /// https://docs.aws.amazon.com/codepipeline/latest/userguide/metrics-dimensions.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How long executions took, in seconds.
  [[nodiscard]] Metric metric_duration() const { return metric("PipelineDuration"); }
  /// How many executions failed.
  [[nodiscard]] Metric metric_failed_executions() const {
    return metric("FailedPipelineExecutions").sum();
  }

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The bucket for what actions make; an error where the pipeline is made elsewhere.
  [[nodiscard]] Bucket& artifact_bucket();
  /// The role by which the pipeline runs; an error where it is made elsewhere.
  [[nodiscard]] Role& role();
  /// The pipeline's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::codepipeline::Pipeline& resource();

 private:
  void check(const PipelineProps& props) const;
  void check_artifacts(const PipelineProps& props) const;
  void check_names(const PipelineProps& props) const;
  void check_triggers(const PipelineProps& props) const;
  void give_permissions(const PipelineProps& props);
  void start_by_events(const PipelineProps& props);

  Role* role_ = nullptr;
  Bucket* bucket_ = nullptr;
  cfn::codepipeline::Pipeline* resource_ = nullptr;  // null where it is made elsewhere
  Value<std::string> arn_;
  Value<std::string> name_;
};

}  // namespace omnitrack
