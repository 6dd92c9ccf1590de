#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cloudformation/custom_resource.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

namespace {

// Takes away the rules that EC2 gave the group, and gives them back when the resource goes.
constexpr std::string_view source_of_function = R"(import boto3
import cfnresponse
from botocore.exceptions import ClientError

ec2 = boto3.client("ec2")


def tolerate(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        if error.response["Error"]["Code"] != code:
            raise


def rules(group, account):
    itself = {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": group, "UserId": account}]}
    everywhere = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    return {"GroupId": group, "IpPermissions": [itself]}, {"GroupId": group, "IpPermissions": [everywhere]}


def close(group, account):
    inbound, outbound = rules(group, account)
    tolerate("InvalidPermission.NotFound", ec2.revoke_security_group_ingress, **inbound)
    tolerate("InvalidPermission.NotFound", ec2.revoke_security_group_egress, **outbound)


def restore(group, account):
    inbound, outbound = rules(group, account)
    tolerate("InvalidPermission.Duplicate", ec2.authorize_security_group_ingress, **inbound)
    tolerate("InvalidPermission.Duplicate", ec2.authorize_security_group_egress, **outbound)


def handler(event, context):
    given = event["ResourceProperties"]
    group = given["GroupId"]
    try:
        (restore if event["RequestType"] == "Delete" else close)(group, given["Account"])
        cfnresponse.send(event, context, cfnresponse.SUCCESS, {}, group)
    except Exception as error:
        print(error)
        cfnresponse.send(event, context, cfnresponse.FAILED, {}, group, reason=str(error))
)";

}  // namespace

// https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2
CustomResource& Vpc::restrict_default_security_group() {
  const Value<cfn::ec2::SecurityGroupId> group = default_security_group();
  Function& function = add(FunctionProps{
      .id = child("DefaultSecurityGroupFunction"),
      .code = FunctionCode::inline_text(source_of_function),
      .description = "Takes the rules of the default security group of " + path() + " away",
      .handler = "index.handler",
      .log_retention = RetentionDays::one_month,
      .runtime = Runtime::python3_13,
      .timeout = 60,
  });
  function.add_to_policy({
      .actions = {"ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress",
                  "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"},
      .resources = {stack().arn("ec2", concat("security-group/", group))},
  });
  return add(CustomResourceProps{
      .id = child("DefaultSecurityGroup"),
      .provider = function,
      .properties = {{"GroupId", group}, {"Account", stack().account()}},
      .timeout = 120,
      .type = "Custom::RestrictedDefaultSecurityGroup",
  });
}

}  // namespace omnitrack
