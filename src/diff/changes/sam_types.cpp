#include "diff/changes/sam_types.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::diff {

namespace {

struct SamType {
  std::string_view type;
  std::string_view deployed;
};

// Layers get another logical id with each version.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
constexpr std::array<SamType, 7> sam_types{{
    {"AWS::Serverless::Api", "AWS::ApiGateway::RestApi"},
    {"AWS::Serverless::Application", "AWS::CloudFormation::Stack"},
    {"AWS::Serverless::Function", "AWS::Lambda::Function"},
    {"AWS::Serverless::GraphQLApi", "AWS::AppSync::GraphQLApi"},
    {"AWS::Serverless::HttpApi", "AWS::ApiGatewayV2::Api"},
    {"AWS::Serverless::SimpleTable", "AWS::DynamoDB::Table"},
    {"AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine"},
}};

}  // namespace

std::string_view deployed_type(std::string_view type_name) {
  const auto found = std::ranges::find(sam_types, type_name, &SamType::type);
  return found == sam_types.end() ? type_name : found->deployed;
}

}  // namespace omnitrack::diff
