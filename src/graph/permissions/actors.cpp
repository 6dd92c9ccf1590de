#include "graph/permissions/actors.hpp"

#include <algorithm>
#include <array>

#include "graph/network/ends.hpp"
#include "meaning/known.hpp"

namespace omnitrack::graph {

using tmpl::ResourceEntry;

namespace {

struct ActsBy {
  std::string_view type;
  std::string_view ways;
};

// The property of each type by which what it runs gets its rights: the type's page in
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
constexpr std::array<ActsBy, 27> roles{{
    {"AWS::AppRunner::Service", "InstanceConfiguration/InstanceRoleArn"},
    {"AWS::AppSync::DataSource", "ServiceRoleArn"},
    {"AWS::AutoScaling::AutoScalingGroup",
     "LaunchTemplate/LaunchTemplateId>LaunchTemplateData/IamInstanceProfile/Arn>Roles|"
     "LaunchTemplate/LaunchTemplateId>LaunchTemplateData/IamInstanceProfile/Name>Roles|"
     "LaunchConfigurationName>IamInstanceProfile>Roles"},
    {"AWS::Batch::JobDefinition", "ContainerProperties/JobRoleArn"},
    {"AWS::CodeBuild::Project", "ServiceRole"},
    {"AWS::CodePipeline::Pipeline", "RoleArn"},
    {"AWS::EC2::Instance", "IamInstanceProfile>Roles"},
    {"AWS::ECS::Service", "TaskDefinition>TaskRoleArn"},
    {"AWS::ECS::TaskDefinition", "TaskRoleArn"},
    {"AWS::Events::Rule", "Targets/*/RoleArn"},
    {"AWS::Glue::Crawler", "Role"},
    {"AWS::Glue::Job", "Role"},
    {"AWS::IoT::TopicRule",
     "TopicRulePayload/Actions/*/DynamoDBv2/RoleArn|TopicRulePayload/Actions/*/Kinesis/RoleArn|"
     "TopicRulePayload/Actions/*/Sqs/RoleArn|TopicRulePayload/Actions/*/Sns/RoleArn|"
     "TopicRulePayload/Actions/*/S3/RoleArn|TopicRulePayload/Actions/*/Firehose/RoleArn"},
    {"AWS::KinesisAnalyticsV2::Application", "ServiceExecutionRole"},
    {"AWS::KinesisFirehose::DeliveryStream",
     "ExtendedS3DestinationConfiguration/RoleARN|S3DestinationConfiguration/RoleARN"},
    {"AWS::Lambda::Alias", "FunctionName>Role"},
    {"AWS::Lambda::EventSourceMapping", "FunctionName>Role"},
    {"AWS::Lambda::Function", "Role"},
    {"AWS::Lambda::Version", "FunctionName>Role"},
    {"AWS::MWAA::Environment", "ExecutionRoleArn"},
    {"AWS::Pipes::Pipe", "RoleArn"},
    {"AWS::SageMaker::Model", "ExecutionRoleArn"},
    {"AWS::SageMaker::NotebookInstance", "RoleArn"},
    {"AWS::Scheduler::Schedule", "Target/RoleArn"},
    {"AWS::StepFunctions::StateMachine", "RoleArn"},
    {"AWS::Serverless::Function", "Role"},
    {"AWS::Transfer::User", "Role"},
}};

struct CallsAs {
  std::string_view type;
  std::string_view principals;  ///< separated by blanks
};

// Services that call others for a resource, which names itself by `aws:SourceArn`.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
constexpr std::array<CallsAs, 20> callers{{
    {"AWS::ApiGateway::Authorizer", "apigateway.amazonaws.com"},
    {"AWS::ApiGateway::RestApi", "apigateway.amazonaws.com"},
    {"AWS::ApiGatewayV2::Api", "apigateway.amazonaws.com"},
    {"AWS::CloudFront::Distribution", "cloudfront.amazonaws.com"},
    {"AWS::CloudTrail::Trail", "cloudtrail.amazonaws.com"},
    {"AWS::CloudWatch::Alarm", "lambda.alarms.cloudwatch.amazonaws.com cloudwatch.amazonaws.com"},
    {"AWS::CodeCommit::Repository", "codecommit.amazonaws.com"},
    {"AWS::Cognito::UserPool", "cognito-idp.amazonaws.com"},
    {"AWS::Config::ConfigRule", "config.amazonaws.com"},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "elasticloadbalancing.amazonaws.com"},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", "elasticloadbalancing.amazonaws.com"},
    {"AWS::Events::Rule", "events.amazonaws.com"},
    {"AWS::IoT::TopicRule", "iot.amazonaws.com"},
    {"AWS::Logs::LogGroup", "logs.amazonaws.com"},
    {"AWS::S3::Bucket", "s3.amazonaws.com"},
    {"AWS::SES::ReceiptRule", "ses.amazonaws.com"},
    {"AWS::SNS::Topic", "sns.amazonaws.com"},
    {"AWS::SecretsManager::Secret", "secretsmanager.amazonaws.com"},
    {"AWS::SecretsManager::RotationSchedule", "secretsmanager.amazonaws.com"},
    {"AWS::Budgets::Budget", "budgets.amazonaws.com"},
}};

bool is_identity(std::string_view type) {
  return type == "AWS::IAM::Role" || type == "AWS::IAM::User" || type == "AWS::IAM::Group";
}

/// What hands the calls of an API on, and the property with the role by which it does.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html
struct HandsOn {
  std::string_view type;
  std::string_view api;
  std::string_view role;
};

constexpr std::array<HandsOn, 2> integrations{{
    {"AWS::ApiGateway::Method", "RestApiId", "Integration/Credentials"},
    {"AWS::ApiGatewayV2::Integration", "ApiId", "CredentialsArn"},
}};

/// Adds the actor once more for each role, or as it is where there is none.
void add_roles(const Scene& scene, const Actor& actor, const std::vector<ValueAt>& given,
               std::vector<Actor>& actors) {
  actors.push_back(actor);
  bool is_first = true;
  for (const ValueAt& each : given) {
    if (!is_first) {
      actors.push_back(actor);
      actors.back().services.clear();
    }
    is_first = false;
    Actor& one = actors.back();
    const std::string id(actor.entry->logical_id);
    one.identity = scene.named(each.node, "AWS::IAM::Role");
    if (one.identity != nullptr) {
      one.acts_as = reason_of(RuleKind::policy, Verdict::yes, *each.in, each.node,
                              id + " acts by the role " + std::string(one.identity->logical_id));
    } else {
      one.unknown_role = scene.reader().pattern(*each.node, diff::Wildcards::none).shown;
      one.acts_as = reason_of(
          RuleKind::policy, Verdict::perhaps, *each.in, each.node,
          id + " acts by the role " + one.unknown_role + ", which is not in the templates");
    }
  }
}

}  // namespace

std::vector<Actor> actors_of(const Scene& scene, std::string_view name) {
  Actor actor;
  actor.is_anonymous = !outside_addresses(name).empty();
  actor.entry = actor.is_anonymous ? nullptr : scene.model().stacks().find(name);
  if (actor.entry == nullptr || !scene.reader().exists(*actor.entry)) return {actor};
  const std::string_view type = actor.entry->type_name;
  if (is_identity(type)) {
    actor.identity = actor.entry;
    return {actor};
  }
  const auto caller = std::ranges::find(callers, type, &CallsAs::type);
  std::string_view rest = caller == callers.end() ? std::string_view() : caller->principals;
  while (!rest.empty()) {
    const std::size_t blank = rest.find(' ');
    actor.services.emplace_back(rest.substr(0, blank));
    rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
  }
  const auto role = std::ranges::find(roles, type, &ActsBy::type);
  actor.may_have_role = role != roles.end();
  std::vector<ValueAt> given;
  if (actor.may_have_role) given = scene.values(*actor.entry, role->ways);
  for (const HandsOn& each : integrations) {
    for (const ResourceEntry* one : scene.naming(*actor.entry, each.type, each.api)) {
      for (const ValueAt& value : scene.values(*one, each.role)) {
        const bool is_there = std::ranges::any_of(given, [&](const ValueAt& other) {
          return meaning::surely_same(*other.node, *value.node);
        });
        if (!is_there) given.push_back(value);
      }
    }
  }
  std::vector<Actor> actors;
  add_roles(scene, actor, given, actors);
  return actors;
}

}  // namespace omnitrack::graph
