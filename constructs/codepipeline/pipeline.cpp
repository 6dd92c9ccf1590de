#include "omnitrack/codepipeline/pipeline.hpp"

#include <string>

#include "pipeline_parts.hpp"
#include <omnitrack/codebuild/build_project.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

namespace pipeline = cfn::codepipeline::pipeline;
using Mode = cfn::codepipeline::PipelineProps::ExecutionMode;

// https://docs.aws.amazon.com/codepipeline/latest/userguide/cross-service-confused-deputy-prevention.html
RoleProps pipeline_role_props(const Id& id, const Stack& stack) {
  return {
      .id = id,
      .assumed_by = PolicyPrincipal::service("codepipeline.amazonaws.com"),
      .assume_conditions = {{"StringEquals",
                             Json::object({{"aws:SourceAccount", stack.account()}})}},
  };
}

BucketProps artifact_bucket_props(const Id& id, const PipelineProps& props) {
  return {
      .id = id,
      .encryption = props.kms_key.is_set() ? BucketEncryption::kms(props.kms_key)
                                           : BucketEncryption::s3_managed(),
      .removal_policy = props.removal_policy,
  };
}

pipeline::ArtifactStore artifact_store(const Bucket& bucket, const KeyLink& key) {
  pipeline::ArtifactStore made{.location = bucket.name(),
                               .type = pipeline::ArtifactStore::Type::s3};
  if (key.is_set()) made.encryption_key = pipeline::EncryptionKey{.id = key.arn(), .type = "KMS"};
  return made;
}

List<pipeline::VariableDeclaration> variables_of(const PipelineProps& props) {
  List<pipeline::VariableDeclaration> made;
  for (const PipelineVariable& each : props.variables) {
    made.add(pipeline::VariableDeclaration{.name = each.name.text(),
                                           .default_value = each.default_value,
                                           .description = each.description});
  }
  return made;
}

List<pipeline::StageTransition> closed_stages(const PipelineProps& props) {
  List<pipeline::StageTransition> made;
  for (const PipelineStage& stage : props.stages) {
    if (!stage.closed_because.is_set()) continue;
    made.add(
        pipeline::StageTransition{.reason = stage.closed_because, .stage_name = stage.name.text()});
  }
  return made;
}

}  // namespace

Pipeline::Pipeline(Attach at, const PipelineProps& props)
    : Construct(std::move(at)),
      role_(props.role.is_set() ? &props.role->used_by(*this, child("Role"))
                                : &add(pipeline_role_props(child("Role"), stack()))),
      bucket_(props.artifact_bucket.is_set()
                  ? props.artifact_bucket.get()
                  : &add(artifact_bucket_props(child("Artifacts"), props))) {
  static constexpr Mode modes[] = {Mode::superseded, Mode::queued, Mode::parallel};
  resource_ = &add(cfn::codepipeline::PipelineProps{
      .id = primary(),
      .role_arn = role_->arn(),
      .stages = codepipeline::stages_of(props),
      .artifact_store = artifact_store(*bucket_, props.kms_key),
      .disable_inbound_stage_transitions = closed_stages(props),
      .execution_mode = modes[static_cast<std::size_t>(props.execution_mode)],
      .name = props.pipeline_name.value(),
      .pipeline_type = cfn::codepipeline::PipelineProps::PipelineType::v2,
      .restart_execution_on_update = bool(props.restart_on_update),
      .triggers = codepipeline::triggers_of(props),
      .variables = variables_of(props),
  });
  name_ = resource_->ref();
  arn_ = stack().arn("codepipeline", name_);
  // It runs as soon as it is made.
  resource_->depends_on(*role_);
  give_permissions(props);
  start_by_events(props);
  check(props);
}

void Pipeline::start_by_events(const PipelineProps& props) {
  for (const PipelineStage& stage : props.stages) {
    for (const PipelineAction& action : stage.actions) {
      if (!action.start_pattern().json().is_set()) continue;
      add(EventRuleProps{.id = child(std::string(action.name()) + "Rule"),
                         .pattern = action.start_pattern(),
                         .targets = {{.target = *this}}});
    }
  }
}

void Pipeline::give_permissions(const PipelineProps& props) {
  bucket_->grant_read_write(*role_);
  const List<std::string> key_actions{"kms:Decrypt", "kms:DescribeKey", "kms:Encrypt",
                                      "kms:GenerateDataKey*", "kms:ReEncrypt*"};
  props.kms_key.grant(*role_, key_actions);
  const auto allow_conditions = [&](const Items<StageCondition>& conditions) {
    for (const StageCondition& each : conditions) {
      for (const PolicyStatement& statement : each.statements) role_->add_to_policy(statement);
    }
  };
  for (const PipelineStage& stage : props.stages) {
    for (const PipelineAction& action : stage.actions) {
      const Link<Role>& own = action.parts().options.role;
      Role& role = own.is_set() ? *own : *role_;
      action.grant(role, this->stack());
      if (own.is_set()) {
        bucket_->grant_read_write(role);
        props.kms_key.grant(role, key_actions);
        role_->add_to_policy({.actions = {"sts:AssumeRole"}, .resources = {role.arn()}});
      }
      if (!action.project().is_set()) continue;
      bucket_->grant_read_write(*action.project());
      props.kms_key.grant(*action.project(), key_actions);
    }
    allow_conditions(stage.on_entry);
    allow_conditions(stage.on_success);
  }
}

EventRule& Pipeline::on_state_change(std::string_view id, const Items<EventRuleTarget>& targets,
                                     const Items<Match>& states) {
  MatchFields detail{{"pipeline", name()}};
  if (!states.empty()) detail.add("state", states);
  return add(
      EventRuleProps{.id = child(id),
                     .pattern = {.detail = detail,
                                 .detail_type = {"CodePipeline Pipeline Execution State Change"},
                                 .source = {"aws.codepipeline"}},
                     .targets = targets});
}

void Pipeline::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {arn()}});
}

void Pipeline::grant_run(Grantee& grantee) const {
  grant(grantee, {"codepipeline:GetPipeline", "codepipeline:GetPipelineExecution",
                  "codepipeline:GetPipelineState", "codepipeline:ListPipelineExecutions",
                  "codepipeline:StartPipelineExecution", "codepipeline:StopPipelineExecution"});
}

// https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-iam-permissions.html
void Pipeline::grant_approve(Grantee& grantee, std::string_view stage,
                             std::string_view action) const {
  grant(grantee, {"codepipeline:GetPipeline", "codepipeline:GetPipelineExecution",
                  "codepipeline:GetPipelineState"});
  grantee.add_to_policy({.actions = {"codepipeline:PutApprovalResult"},
                         .resources = {concat(arn(), "/", stage, "/", action)}});
}

Metric Pipeline::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/CodePipeline",
                     .metric_name = metric_name,
                     .dimensions = {{"PipelineName", name()}}};
}

}  // namespace omnitrack
