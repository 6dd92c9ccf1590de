#include "graph/permissions/managed.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::graph {

namespace {

struct AboutServices {
  std::string_view policy;
  std::string_view services;  ///< all prefixes of its actions, with a blank around each
};

// Each policy's page is https://docs.aws.amazon.com/aws-managed-policy/latest/reference/<name>.html
constexpr std::array<AboutServices, 16> known_policies{{
    {"AWSLambdaBasicExecutionRole", " logs "},
    {"AWSLambdaDynamoDBExecutionRole", " dynamodb logs "},
    {"AWSLambdaKinesisExecutionRole", " kinesis logs "},
    {"AWSLambdaSQSQueueExecutionRole", " sqs logs "},
    {"AWSLambdaVPCAccessExecutionRole", " logs ec2 "},
    {"AWSXRayDaemonWriteAccess", " xray "},
    {"AWSXrayWriteOnlyAccess", " xray "},
    {"AmazonAPIGatewayPushToCloudWatchLogs", " logs "},
    {"AmazonDynamoDBReadOnlyAccess",
     " application-autoscaling cloudwatch datapipeline dax dynamodb ec2 iam kms sns "
     "resource-groups tag kinesis "},
    {"AmazonEC2ContainerRegistryReadOnly", " ecr "},
    {"AmazonECSTaskExecutionRolePolicy", " ecr logs "},
    {"AmazonS3FullAccess", " s3 s3-object-lambda "},
    {"AmazonS3ReadOnlyAccess", " s3 s3-object-lambda "},
    {"AmazonSNSFullAccess", " sns sms-voice "},
    {"AmazonSQSFullAccess", " sqs "},
    {"CloudWatchLambdaInsightsExecutionRolePolicy", " logs "},
}};

}  // namespace

std::string_view name_of(const diff::Carried& policy) {
  const std::string_view shown = policy.arn.shown;
  return shown.substr(shown.rfind('/') + 1);
}

bool may_be_about(const diff::Carried& policy, const std::vector<std::string>& services) {
  const auto known = std::ranges::find(known_policies, name_of(policy), &AboutServices::policy);
  if (known == known_policies.end()) return true;
  return std::ranges::any_of(services, [&known](const std::string& each) {
    return known->services.find(' ' + each + ' ') != std::string_view::npos;
  });
}

}  // namespace omnitrack::graph
