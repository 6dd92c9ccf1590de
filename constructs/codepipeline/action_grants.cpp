#include <string>

#include <omnitrack/codebuild/build_project.hpp>
#include <omnitrack/codeconnections/connection.hpp>
#include <omnitrack/codepipeline/pipeline_action.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

// https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html
void allow_stack(Role& role, const Stack& stack, const Value<std::string>& name) {
  role.add_to_policy({
      .actions = {"cloudformation:CreateChangeSet", "cloudformation:CreateStack",
                  "cloudformation:DeleteChangeSet", "cloudformation:DeleteStack",
                  "cloudformation:DescribeChangeSet", "cloudformation:DescribeStackEvents",
                  "cloudformation:DescribeStacks", "cloudformation:ExecuteChangeSet",
                  "cloudformation:GetTemplate", "cloudformation:SetStackPolicy",
                  "cloudformation:UpdateStack"},
      .resources = {stack.arn("cloudformation", concat("stack/", name, "/*"))},
  });
  role.add_to_policy({.actions = {"cloudformation:ValidateTemplate"}, .resources = {"*"}});
}

// https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECS.html
void allow_ecs(Role& role, const Stack& stack, const Map<std::string>& configuration) {
  const Node& node = configuration.node();
  const auto cluster = Value<std::string>::from_node(node.fields[0].value);
  const auto service = Value<std::string>::from_node(node.fields[1].value);
  role.add_to_policy({
      .actions = {"ecs:DescribeServices", "ecs:UpdateService"},
      .resources = {stack.arn("ecs", concat("service/", cluster, "/", service))},
  });
  role.add_to_policy({
      .actions = {"ecs:DescribeTaskDefinition", "ecs:DescribeTasks", "ecs:ListTasks",
                  "ecs:RegisterTaskDefinition", "ecs:TagResource"},
      .resources = {"*"},
  });
}

}  // namespace

void PipelineAction::grant(Role& role, const Stack& stack) const {
  for (const PolicyStatement& statement : custom_.statements) role.add_to_policy(statement);
  const auto pass_roles = [&](std::string_view service) {
    for (const auto& each : passed_roles_) each->grant_pass_role(role, service);
  };
  // The function tells how it went; its jobs have no ARN.
  // https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html
  if (function_.is_set()) {
    function_->add_to_policy(
        {.actions = {"codepipeline:PutJobFailureResult", "codepipeline:PutJobSuccessResult"},
         .resources = {"*"}});
  }
  switch (kind_) {
    case Kind::custom:
      return;
    case Kind::connection:
      return connection_->grant_use(role);
    case Kind::s3_source:
      bucket_->grant_read(role, key_);
      return role.add_to_policy(
          {.actions = {"s3:GetBucketAcl", "s3:GetBucketVersioning", "s3:GetObjectTagging",
                       "s3:GetObjectVersion", "s3:GetObjectVersionTagging"},
           .resources = {bucket_->arn(),
                         bucket_->arn_for_objects(std::string(key_.text()) + "*")}});
    case Kind::build:
      return project_->grant(role, {"codebuild:BatchGetBuildBatches", "codebuild:BatchGetBuilds",
                                    "codebuild:StartBuild", "codebuild:StartBuildBatch"});
    case Kind::stack:
      allow_stack(role, stack, stack_name_);
      return pass_roles("cloudformation.amazonaws.com");
    case Kind::ecs:
      allow_ecs(role, stack, custom_.configuration);
      return pass_roles("ecs-tasks.amazonaws.com");
    case Kind::s3_deploy:
      return bucket_->grant_put(role);
  }
}

}  // namespace omnitrack
