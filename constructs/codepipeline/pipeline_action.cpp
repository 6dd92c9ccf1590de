#include "omnitrack/codepipeline/pipeline_action.hpp"

#include <string>
#include <vector>

#include "../json_text.hpp"
#include <omnitrack/codebuild/build_project.hpp>
#include <omnitrack/codeconnections/connection.hpp>
#include <omnitrack/ecs/ecs_service.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/sns/topic.hpp>

namespace omnitrack {

namespace {

// Adds what is set alone.
void set(Map<std::string>& configuration, std::string_view name, const Value<std::string>& value) {
  if (value.is_set()) configuration.set(name, value);
}

Items<Text> joined(const Text& first, const Items<Text>& more) {
  std::vector<Text> all;
  if (!first.empty()) all.push_back(first);
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

Value<std::string> environment_text(const Map<std::string>& environment) {
  const Node& node = environment.node();
  Json variables = Json::array({});
  for (std::uint32_t i = 0; i < node.size; ++i) {
    variables.add(Json::object({{"name", node.fields[i].key},
                                {"value", Json::from_node(node.fields[i].value)},
                                {"type", "PLAINTEXT"}}));
  }
  return json_text(variables);
}

std::string_view mode_name(StackActionMode mode) {
  static constexpr std::string_view names[] = {"CREATE_UPDATE", "CHANGE_SET_REPLACE",
                                               "CHANGE_SET_EXECUTE", "REPLACE_ON_FAILURE",
                                               "DELETE_ONLY"};
  return names[static_cast<std::size_t>(mode)];
}

}  // namespace

PipelineAction::PipelineAction(const ConnectionSourceAction& action)
    : custom_{.name = action.name,
              .category = ActionCategory::source,
              .options = action.options,
              .outputs = {action.output},
              .provider = "CodeStarSourceConnection"},
      kind_(Kind::connection),
      connection_(action.connection) {
  custom_.configuration = {
      {"ConnectionArn", action.connection->arn()},
      {"FullRepositoryId", action.repository},
      {"BranchName", action.branch},
      {"DetectChanges", action.starts_pipeline ? "true" : "false"},
  };
  if (action.full_clone) custom_.configuration.set("OutputArtifactFormat", "CODEBUILD_CLONE_REF");
}

PipelineAction::PipelineAction(const S3SourceAction& action)
    : custom_{.name = action.name,
              .category = ActionCategory::source,
              .options = action.options,
              .outputs = {action.output},
              .provider = "S3"},
      kind_(Kind::s3_source),
      bucket_(action.bucket),
      key_(action.key.literal_text()) {
  custom_.configuration = {
      {"S3Bucket", action.bucket->name()},
      {"S3ObjectKey", action.key},
      {"PollForSourceChanges", action.poll ? "true" : "false"},
  };
  if (action.poll || !action.starts_pipeline) return;
  // https://docs.aws.amazon.com/codepipeline/latest/userguide/create-S3-source-events.html
  start_pattern_ = {
      .detail = {{"bucket", MatchFields{{"name", action.bucket->name()}}},
                 {"object", MatchFields{{"key", action.key}}}},
      .detail_type = {"Object Created"},
      .source = {"aws.s3"},
  };
}

PipelineAction::PipelineAction(const BuildAction& action)
    : custom_{.name = action.name,
              .category = action.is_test ? ActionCategory::test : ActionCategory::build,
              .inputs = joined(action.input, action.extra_inputs),
              .options = action.options,
              .outputs = action.outputs,
              .provider = "CodeBuild"},
      kind_(Kind::build),
      project_(action.project) {
  custom_.configuration = {{"ProjectName", action.project->name()}};
  if (!action.extra_inputs.empty()) {
    custom_.configuration.set("PrimarySource", action.input.text());
  }
  if (action.environment.is_set()) {
    custom_.configuration.set("EnvironmentVariables", environment_text(action.environment));
  }
  if (action.batch) custom_.configuration.set("BatchEnabled", "true");
  if (action.combine_artifacts) custom_.configuration.set("CombineArtifacts", "true");
}

PipelineAction::PipelineAction(const ApprovalAction& action)
    : custom_{.name = action.name,
              .category = ActionCategory::approval,
              .options = action.options,
              .provider = "Manual"},
      timeout_(action.timeout) {
  set(custom_.configuration, "CustomData", action.message);
  set(custom_.configuration, "ExternalEntityLink", action.url);
  if (!action.topic.is_set()) return;
  custom_.configuration.set("NotificationArn", action.topic->arn());
  custom_.statements = {
      PolicyStatement{.actions = {"sns:Publish"}, .resources = {action.topic->arn()}}};
}

PipelineAction::PipelineAction(const StackAction& action)
    : custom_{.name = action.name,
              .options = action.options,
              .outputs = joined(action.output, {}),
              .provider = "CloudFormation"},
      kind_(Kind::stack),
      stack_name_(action.stack_name) {
  const bool takes_template =
      action.mode != StackActionMode::execute_change_set && action.mode != StackActionMode::remove;
  Map<std::string>& made = custom_.configuration;
  made = {{"ActionMode", mode_name(action.mode)}, {"StackName", action.stack_name}};
  set(made, "ChangeSetName", action.change_set_name);
  set(made, "OutputFileName", action.output_file);
  if (action.deployment_role.is_set()) {
    made.set("RoleArn", action.deployment_role->arn());
    passed_roles_ = {action.deployment_role};
  }
  if (!takes_template) return;
  custom_.inputs = joined(action.input, action.extra_inputs);
  made.set("TemplatePath", concat(action.input.text(), "::", action.template_file));
  set(made, "TemplateConfiguration", action.configuration_path);
  std::string capabilities;
  for (const Text& each : action.capabilities) {
    if (!capabilities.empty()) capabilities += ',';
    capabilities += each.text();
  }
  if (!capabilities.empty()) made.set("Capabilities", capabilities);
  if (action.parameters.is_set()) {
    made.set("ParameterOverrides", json_text(Json(action.parameters)));
  }
}

PipelineAction::PipelineAction(const InvokeAction& action)
    : custom_{.name = action.name,
              .category = ActionCategory::invoke,
              .inputs = action.inputs,
              .options = action.options,
              .outputs = action.outputs,
              .provider = "Lambda"},
      function_(action.grant_result ? Link<Function>(*action.function) : Link<Function>()) {
  custom_.configuration = {{"FunctionName", action.function->name()}};
  set(custom_.configuration, "UserParameters", action.parameters);
  custom_.statements = {
      PolicyStatement{.actions = {"lambda:InvokeFunction"}, .resources = {action.function->arn()}}};
}

EcsDeployTarget::EcsDeployTarget(const EcsService& service)
    : name_(service.name()), cluster_(service.cluster().name()) {
  TaskDefinition* const task = service.known_task_definition();
  if (task == nullptr) return;
  task_roles_ = {Link<Role>(task->execution_role()), Link<Role>(task->task_role())};
}

PipelineAction::PipelineAction(const EcsDeployAction& action)
    : custom_{.name = action.name,
              .inputs = {action.input},
              .options = action.options,
              .provider = "ECS"},
      kind_(Kind::ecs),
      passed_roles_(action.task_roles.empty() ? action.service.task_roles() : action.task_roles) {
  const Value<std::string> cluster =
      action.service.cluster().is_set() ? action.service.cluster() : action.cluster;
  lacks_cluster_ = !cluster.is_set();
  custom_.configuration = {
      {"ClusterName", lacks_cluster_ ? Value<std::string>("default") : cluster},
      {"ServiceName", action.service.name()}};
  set(custom_.configuration, "FileName", action.file_name);
}

PipelineAction::PipelineAction(const S3DeployAction& action)
    : custom_{.name = action.name,
              .inputs = {action.input},
              .options = action.options,
              .provider = "S3"},
      kind_(Kind::s3_deploy),
      bucket_(action.bucket) {
  custom_.configuration = {{"BucketName", action.bucket->name()},
                           {"Extract", action.extract ? "true" : "false"}};
  set(custom_.configuration, "ObjectKey", action.key);
  set(custom_.configuration, "CacheControl", action.cache_control);
}

PipelineAction::PipelineAction(const CustomAction& action) : custom_(action) {}

}  // namespace omnitrack
