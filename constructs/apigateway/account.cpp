#include <omnitrack/apigateway/account.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

ApiGatewayAccount::ApiGatewayAccount(Attach at, const ApiGatewayAccountProps&)
    : Construct(std::move(at)),
      role_(add(RoleProps{
          .id = child("CloudWatchRole"),
          .assumed_by = PolicyPrincipal::service("apigateway.amazonaws.com"),
          .managed_policies = {aws_managed_policy(
              "service-role/AmazonAPIGatewayPushToCloudWatchLogs")},
      })),
      resource_(add(cfn::apigateway::AccountProps{
          .id = primary(),
          .cloud_watch_role_arn = role_.arn(),
      })) {
  role_.resource().set_removal_policy(RemovalPolicy::retain_except_on_create);
}

}  // namespace omnitrack
