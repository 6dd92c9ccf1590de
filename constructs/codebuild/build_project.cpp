#include "omnitrack/codebuild/build_project.hpp"

#include <span>
#include <string>

#include "../security_groups.hpp"
#include "project_parts.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

namespace project = cfn::codebuild::project;

constexpr std::string_view codebuild_service = "codebuild.amazonaws.com";

// https://docs.aws.amazon.com/codebuild/latest/userguide/cross-service-confused-deputy-prevention.html
RoleProps build_role_props(const Id& id, const Stack& stack) {
  return {
      .id = id,
      .assumed_by = PolicyPrincipal::service(codebuild_service),
      .assume_conditions = {{"StringEquals",
                             Json::object({{"aws:SourceAccount", stack.account()}})}},
  };
}

project::Artifacts first_artifacts(const BuildProjectProps& props) {
  if (props.artifacts) return codebuild::artifacts_of(*props.artifacts);
  const bool is_for_pipeline = props.source.kind() == BuildSource::Kind::codepipeline;
  return {.type = is_for_pipeline ? "CODEPIPELINE" : "NO_ARTIFACTS"};
}

// How the environment names a secret: `SECRET:KEY`.
// https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.env.secrets-manager
Value<std::string> secret_reference(const BuildSecret& secret) {
  if (secret.json_key.empty()) return secret.secret.arn();
  return concat(secret.secret.arn(), ":", secret.json_key.text());
}

List<project::EnvironmentVariable> variables_of(const BuildProjectProps& props) {
  List<project::EnvironmentVariable> variables;
  const auto add_all = [&](const Map<std::string>& map, std::string_view type) {
    if (map.node().kind != NodeKind::object) return;
    for (const Field& field : std::span(map.node().fields, map.node().size)) {
      variables.add(project::EnvironmentVariable{
          .name = field.key, .value = Value<std::string>::from_node(field.value), .type = type});
    }
  };
  add_all(props.environment, "PLAINTEXT");
  add_all(props.parameters, "PARAMETER_STORE");
  for (const BuildSecret& secret : props.secrets) {
    variables.add(project::EnvironmentVariable{
        .name = secret.name.text(), .value = secret_reference(secret), .type = "SECRETS_MANAGER"});
  }
  return variables;
}

project::Environment environment_of(const BuildProjectProps& props) {
  project::Environment made{
      .compute_type = codebuild::compute_name(props.compute),
      .image = props.image.name(),
      .type = codebuild::platform_name(props.image.platform()),
      .environment_variables = variables_of(props),
      .image_pull_credentials_type = props.image.is_pulled_by_role() ? "SERVICE_ROLE" : "CODEBUILD",
      .privileged_mode = bool(props.privileged),
  };
  if (props.image.secret_arn().is_set()) {
    made.registry_credential = project::RegistryCredential{
        .credential = props.image.secret_arn(), .credential_provider = "SECRETS_MANAGER"};
  }
  return made;
}

}  // namespace

BuildProject::BuildProject(Attach at, const BuildProjectProps& props)
    : Construct(std::move(at)),
      role_(props.role.is_set() ? &props.role->used_by(*this, child("Role"))
                                : &add(build_role_props(child("Role"), stack()))),
      resource_(&add(cfn::codebuild::ProjectProps{
          .id = primary(),
          .artifacts = first_artifacts(props),
          .environment = environment_of(props),
          .service_role = role_->arn(),
          .source = codebuild::source_of(props.source, props.build_spec.value()),
          .auto_retry_limit = props.auto_retries,
          .concurrent_build_limit = props.concurrent_builds.value(),
          .description = props.description,
          .encryption_key = props.kms_key.is_set() ? Value<std::string>(props.kms_key.arn())
                                                   : Value<std::string>("alias/aws/s3"),
          .name = props.project_name.value(),
          .queued_timeout_in_minutes = props.queued_timeout.value(),
          .source_version = props.source.repository().version,
          .timeout_in_minutes = props.timeout.value(),
      })),
      arn_(resource_->attr_arn()),
      name_(resource_->ref()),
      is_for_pipeline_(props.source.kind() == BuildSource::Kind::codepipeline) {
  if (props.badge) resource_->props.badge_enabled = true;
  set_logs(props);
  set_network(props);
  set_stores(props);
  set_triggers(props);
  if (props.batch) set_batch(*props.batch);
  give_permissions(props);
  check(props);
}

void BuildProject::set_logs(const BuildProjectProps& props) {
  if (!props.logging) {
    resource_->props.logs_config = project::LogsConfig{
        .cloud_watch_logs = project::CloudWatchLogsConfig{.status = "DISABLED"}};
    return;
  }
  const LogGroup& logs =
      props.log_group.is_set()
          ? *props.log_group
          : add(LogGroupProps{.id = child("LogGroup"), .retention = props.log_retention});
  role_->add_inline_statement(
      {.actions = {"logs:CreateLogStream", "logs:PutLogEvents"}, .resources = {logs.arn()}});
  resource_->props.logs_config =
      project::LogsConfig{.cloud_watch_logs = project::CloudWatchLogsConfig{
                              .status = "ENABLED", .group_name = logs.name()}};
}

void BuildProject::set_network(const BuildProjectProps& props) {
  if (!props.vpc.is_set()) return;
  security_groups_ = props.security_groups;
  if (security_groups_.empty()) {
    security_groups_ = Items<Link<SecurityGroup>>{
        add(SecurityGroupProps{.id = child("SecurityGroup"), .vpc = *props.vpc})};
  }
  resource_->props.vpc_config = project::VpcConfig{
      .security_group_ids = ids_of(security_groups_),
      .subnets = props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets(),
      .vpc_id = props.vpc->id(),
  };
}

void BuildProject::set_stores(const BuildProjectProps& props) {
  cfn::codebuild::ProjectProps& made = resource_->props;
  if (props.cache.is_set()) made.cache = codebuild::cache_of(props.cache);
  for (const BuildArtifacts& each : props.secondary_artifacts) {
    made.secondary_artifacts.add(codebuild::artifacts_of(each));
  }
  for (const BuildSource& each : props.secondary_sources) {
    made.secondary_sources.add(codebuild::source_of(each, {}));
    const BuildRepository& from = each.repository();
    if (!from.version.is_set()) continue;
    made.secondary_source_versions.add(project::ProjectSourceVersion{
        .source_identifier = from.identifier.text(), .source_version = from.version});
  }
  for (const BuildFileSystem& each : props.file_systems) add_file_system(each);
}

void BuildProject::add_file_system(const BuildFileSystem& file_system) {
  resource().props.file_system_locations.add(project::ProjectFileSystemLocation{
      .identifier = file_system.identifier.text(),
      .location = file_system.location,
      .mount_point = file_system.mount_point,
      .type = "EFS",
      .mount_options = file_system.mount_options,
  });
}

void BuildProject::set_triggers(const BuildProjectProps& props) {
  if (props.triggers.empty()) return;
  project::ProjectTriggers made{.webhook = true};
  if (props.triggers_batch) made.build_type = "BUILD_BATCH";
  for (const BuildTrigger& trigger : props.triggers) {
    made.filter_groups.add(codebuild::filters_of(trigger));
  }
  resource_->props.triggers = made;
}

void BuildProject::set_batch(const BuildBatch& batch) {
  Role& starter = add(build_role_props(child("BatchRole"), stack()));
  starter.add_to_policy(
      {.actions = {"codebuild:RetryBuild", "codebuild:StartBuild", "codebuild:StopBuild"},
       .resources = {arn()}});
  project::ProjectBuildBatchConfig made{
      .combine_artifacts = bool(batch.combine_artifacts),
      .service_role = starter.arn(),
      .timeout_in_mins = batch.timeout.value(),
  };
  project::BatchRestrictions restrictions{.maximum_builds_allowed = batch.max_builds.value()};
  for (const BuildCompute compute : batch.compute) {
    restrictions.compute_types_allowed.add(codebuild::compute_name(compute));
  }
  if (!batch.compute.empty() || batch.max_builds.is_set()) made.restrictions = restrictions;
  resource_->props.build_batch_config = made;
}

EventRule& BuildProject::on_state_change(std::string_view id, const Items<EventRuleTarget>& targets,
                                         const Items<Match>& states) {
  MatchFields detail{{"project-name", name()}};
  if (!states.empty()) detail.add("build-status", states);
  return add(EventRuleProps{.id = child(id),
                            .pattern = {.detail = detail,
                                        .detail_type = {"CodeBuild Build State Change"},
                                        .source = {"aws.codebuild"}},
                            .targets = targets});
}

Metric BuildProject::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/CodeBuild",
                     .metric_name = metric_name,
                     .dimensions = {{"ProjectName", name()}}};
}

Connections BuildProject::connections() { return {*this, security_groups_}; }

}  // namespace omnitrack
