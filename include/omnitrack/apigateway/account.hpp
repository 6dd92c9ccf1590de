#pragma once

#include <omnitrack/cfn/apigateway.hpp>

namespace omnitrack {

class ApiGatewayAccount;
class Role;

/// Properties of the logging role of API Gateway.
struct ApiGatewayAccountProps {
  using Makes = ApiGatewayAccount;
  Id id;
};

/// What API Gateway needs before any stage of the account and region can log:
/// AWS::ApiGateway::Account and an AWS::IAM::Role that may write to CloudWatch Logs.
///
/// There is one such setting in each account and region, for REST and WebSocket APIs alike; the
/// last stack that is deployed sets it. CloudFormation leaves the setting in place when the stack
/// is deleted, so the role is retained too: without it every other API would stop to log.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
class ApiGatewayAccount final : public Construct {
 public:
  ApiGatewayAccount(Attach at, const ApiGatewayAccountProps& props);

  /// The role that API Gateway writes its logs with.
  [[nodiscard]] Role& role() { return role_; }
  /// The account's own resource; a stage that logs depends on it.
  [[nodiscard]] cfn::apigateway::Account& resource() { return resource_; }
  [[nodiscard]] const cfn::apigateway::Account& resource() const { return resource_; }

 private:
  Role& role_;
  cfn::apigateway::Account& resource_;
};

}  // namespace omnitrack
