#include "pipeline_parts.hpp"

#include <omnitrack/iam/role.hpp>

namespace omnitrack::codepipeline {

namespace {

namespace pipeline = cfn::codepipeline::pipeline;
using Category = pipeline::ActionTypeId::Category;

Category category_of(ActionCategory category) {
  static constexpr Category all[] = {Category::source, Category::build,  Category::test,
                                     Category::deploy, Category::invoke, Category::approval,
                                     Category::compute};
  return all[static_cast<std::size_t>(category)];
}

pipeline::ActionDeclaration action_of(const PipelineAction& action) {
  const CustomAction& parts = action.parts();
  pipeline::ActionDeclaration made{
      .action_type_id = pipeline::ActionTypeId{.category = category_of(parts.category),
                                               .owner = parts.owner.text(),
                                               .provider = parts.provider.text(),
                                               .version = parts.version.text()},
      .name = parts.name.text(),
      .region = parts.options.region,
      .run_order = parts.options.run_order.number(),
      .timeout_in_minutes = action.timeout(),
  };
  if (parts.configuration.is_set()) made.configuration = Json(parts.configuration);
  for (const Text& input : parts.inputs) {
    made.input_artifacts.add(pipeline::InputArtifact{.name = input.text()});
  }
  for (const Text& output : parts.outputs) {
    made.output_artifacts.add(pipeline::OutputArtifact{.name = output.text()});
  }
  if (!parts.options.variable_namespace.empty()) {
    made.namespace_ = parts.options.variable_namespace.text();
  }
  if (parts.options.role.is_set()) made.role_arn = parts.options.role->arn();
  return made;
}

// A stage has one condition of a kind, with several rules.
// https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_BeforeEntryConditions.html
pipeline::Condition condition_of(const Items<StageCondition>& conditions, ConditionResult result) {
  static constexpr std::string_view results[] = {"FAIL", "ROLLBACK", "SKIP"};
  pipeline::Condition made{.result = results[static_cast<std::size_t>(result)]};
  for (const StageCondition& each : conditions) {
    pipeline::RuleDeclaration rule{
        .name = each.name.text(),
        .rule_type_id = pipeline::RuleTypeId{.category = "Rule",
                                             .owner = "AWS",
                                             .provider = each.provider.text(),
                                             .version = "1"},
    };
    if (each.configuration.is_set()) rule.configuration = Json(each.configuration);
    made.rules.add(rule);
  }
  return made;
}

void set_failure(pipeline::StageDeclaration& made, StageFailure failure) {
  using Result = pipeline::FailureConditions::Result;
  using Mode = pipeline::RetryConfiguration::RetryMode;
  if (failure == StageFailure::stop) return;
  if (failure == StageFailure::roll_back) {
    made.on_failure = pipeline::FailureConditions{.result = Result::rollback};
    return;
  }
  made.on_failure = pipeline::FailureConditions{
      .result = Result::retry,
      .retry_configuration =
          pipeline::RetryConfiguration{.retry_mode = failure == StageFailure::retry_all
                                                         ? Mode::all_actions
                                                         : Mode::failed_actions},
  };
}

pipeline::StageDeclaration stage_of(const PipelineStage& stage) {
  List<pipeline::ActionDeclaration> actions = List<pipeline::ActionDeclaration>::empty();
  for (const PipelineAction& action : stage.actions) actions.add(action_of(action));
  pipeline::StageDeclaration made{.actions = actions, .name = stage.name.text()};
  if (!stage.on_entry.empty()) {
    made.before_entry = pipeline::BeforeEntryConditions{
        .conditions = {condition_of(stage.on_entry, stage.on_entry_result)}};
  }
  if (!stage.on_success.empty()) {
    made.on_success = pipeline::SuccessConditions{
        .conditions = {condition_of(stage.on_success, stage.on_success_result)}};
  }
  set_failure(made, stage.on_failure);
  return made;
}

template <class Criteria>
Value<Criteria> criteria_of(const List<std::string>& includes, const List<std::string>& excludes) {
  if (!includes.is_set() && !excludes.is_set()) return {};
  return Criteria{.excludes = excludes, .includes = includes};
}

}  // namespace

List<pipeline::StageDeclaration> stages_of(const PipelineProps& props) {
  List<pipeline::StageDeclaration> made = List<pipeline::StageDeclaration>::empty();
  for (const PipelineStage& stage : props.stages) made.add(stage_of(stage));
  return made;
}

List<pipeline::PipelineTriggerDeclaration> triggers_of(const PipelineProps& props) {
  using Branches = pipeline::GitBranchFilterCriteria;
  using Paths = pipeline::GitFilePathFilterCriteria;
  using Tags = pipeline::GitTagFilterCriteria;
  List<pipeline::PipelineTriggerDeclaration> made;
  for (const PipelineTrigger& trigger : props.triggers) {
    pipeline::GitConfiguration git{.source_action_name = trigger.source.text()};
    for (const PipelineFilter& each : trigger.pushes) {
      git.push.add(pipeline::GitPushFilter{
          .branches = criteria_of<Branches>(each.branches, each.excluded_branches),
          .file_paths = criteria_of<Paths>(each.paths, each.excluded_paths),
          .tags = criteria_of<Tags>(each.tags, each.excluded_tags),
      });
    }
    for (const PipelineFilter& each : trigger.pull_requests) {
      git.pull_request.add(pipeline::GitPullRequestFilter{
          .branches = criteria_of<Branches>(each.branches, each.excluded_branches),
          .events = {"OPEN", "UPDATED"},
          .file_paths = criteria_of<Paths>(each.paths, each.excluded_paths),
      });
    }
    made.add(pipeline::PipelineTriggerDeclaration{
        .provider_type =
            pipeline::PipelineTriggerDeclaration::ProviderType::code_star_source_connection,
        .git_configuration = git,
    });
  }
  return made;
}

}  // namespace omnitrack::codepipeline
