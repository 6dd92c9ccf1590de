#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cloudformation/macro.hpp>
#include <omnitrack/cloudformation/stack_set.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class MacroTest : public testing_support::OneStackTest {
 protected:
  Function& function = stack.add(FunctionProps{
      .id = "F",
      .code = FunctionCode::inline_text("def handler(e, c): return {}"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
};

TEST_F(MacroTest, cloudformation_may_invoke_the_function) {
  stack.add(MacroProps{.id = "Macro", .function = function, .name = "Upper"});
  EXPECT_EQ(resource("Macro"),
            R"({"Type":"AWS::CloudFormation::Macro","DependsOn":"FMacroMacro","Properties":)"
            R"({"FunctionName":{"Fn::GetAtt":["F","Arn"]},"Name":"Upper"}})");
  EXPECT_EQ(properties("FMacroMacro"),
            R"({"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"F"},)"
            R"("Principal":"cloudformation.amazonaws.com",)"
            R"("SourceAccount":{"Ref":"AWS::AccountId"}})");
}

TEST_F(MacroTest, it_logs_by_a_role) {
  auto& logs = stack.add(LogGroupProps{.id = "Logs"});
  stack.add(MacroProps{.id = "Macro",
                       .function = function,
                       .name = "Upper",
                       .description = "Shouts",
                       .log_group = logs});
  EXPECT_EQ(properties("Macro"),
            R"({"FunctionName":{"Fn::GetAtt":["F","Arn"]},"Name":"Upper","Description":"Shouts",)"
            R"("LogGroupName":{"Ref":"Logs"},"LogRoleARN":{"Fn::GetAtt":["MacroLogRole","Arn"]}})");
  EXPECT_THAT(properties("MacroLogRoleDefaultPolicy"), HasSubstr("logs:PutLogEvents"));
}

TEST_F(MacroTest, a_role_to_log_by_needs_a_log_group) {
  auto& macro = stack.add(MacroProps{
      .id = "Macro", .function = function, .name = "Upper", .log_role = function.role()});
  macro.grant_use(function);
  EXPECT_EQ(codes_of(app), "OT3920");
}

class StackSetTest : public testing_support::OneStackTest {};

TEST_F(StackSetTest, it_is_deployed_to_accounts_by_their_roles) {
  auto& role = Role::from_arn(stack, "Role", "arn:aws:iam::123456789012:role/admin");
  auto& set = stack.add(StackSetProps{
      .id = "Set",
      .stack_set_name = "base",
      .administration_role = role,
      .capabilities = {StackSetCapability::named_iam},
      .execution_role_name = "exec",
      .instances = {{.regions = {"eu-central-1"},
                     .accounts = {"123456789012"},
                     .parameter_overrides = {{"A", "2"}}}},
      .operation =
          StackSetOperation{.failure_tolerance_percentage = 10, .max_concurrent_percentage = 25},
      .template_body = "Parameters: {A: {Type: String}}",
  });
  set.set_parameter("A", "1");
  EXPECT_EQ(properties("Set"),
            R"({"PermissionModel":"SELF_MANAGED","StackSetName":"base",)"
            R"("AdministrationRoleARN":"arn:aws:iam::123456789012:role/admin",)"
            R"("Capabilities":["CAPABILITY_NAMED_IAM"],"ExecutionRoleName":"exec",)"
            R"("ManagedExecution":{"Active":true},"OperationPreferences":{)"
            R"("FailureTolerancePercentage":10,"MaxConcurrentPercentage":25,)"
            R"("RegionConcurrencyType":"SEQUENTIAL"},)"
            R"("Parameters":[{"ParameterKey":"A","ParameterValue":"1"}],"StackInstancesGroup":[)"
            R"({"DeploymentTargets":{"Accounts":["123456789012"]},"Regions":["eu-central-1"],)"
            R"("ParameterOverrides":[{"ParameterKey":"A","ParameterValue":"2"}]}],)"
            R"("TemplateBody":"Parameters: {A: {Type: String}}"})");
}

TEST_F(StackSetTest, it_is_deployed_to_units_of_an_organization) {
  stack.add(StackSetProps{
      .id = "Set",
      .stack_set_name = "base",
      .delegated_admin = true,
      .instances = {{.regions = {"eu-central-1"},
                     .account_filter = StackSetAccounts::difference,
                     .accounts = {"123456789012"},
                     .organizational_units = {"ou-ab12-01234567"}}},
      .permissions = StackSetPermissions::service_managed,
      .template_file = NestedTemplate::url("https://t.s3.amazonaws.com/n.json"),
  });
  EXPECT_EQ(properties("Set"),
            R"({"PermissionModel":"SERVICE_MANAGED","StackSetName":"base",)"
            R"("AutoDeployment":{"Enabled":true,"RetainStacksOnAccountRemoval":false},)"
            R"("CallAs":"DELEGATED_ADMIN","ManagedExecution":{"Active":true},)"
            R"("StackInstancesGroup":[{"DeploymentTargets":{"AccountFilterType":"DIFFERENCE",)"
            R"("Accounts":["123456789012"],"OrganizationalUnitIds":["ou-ab12-01234567"]},)"
            R"("Regions":["eu-central-1"]}],)"
            R"("TemplateURL":"https://t.s3.amazonaws.com/n.json"})");
}

TEST_F(StackSetTest, what_does_not_suit_it_is_an_error) {
  const std::string name = "1";
  const std::int64_t none = 0;
  stack.add(StackSetProps{.id = "Name",
                          .stack_set_name = name,
                          .operation = StackSetOperation{.max_concurrent_percentage = none}});
  stack.add(StackSetProps{.id = "Units",
                          .stack_set_name = "units",
                          .delegated_admin = true,
                          .instances = {{.regions = {"r"}, .organizational_units = {"ou-a"}}},
                          .template_body = "{}"});
  EXPECT_EQ(codes_of(app), "OT3921 OT3922 OT3924 OT3923 OT3923");
}

}  // namespace
}  // namespace omnitrack
