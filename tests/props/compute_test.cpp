#include <chrono>

#include "late_props.hpp"

namespace omnitrack {
namespace {

using testing::HasSubstr;

class LateComputeTest : public testing_support::LatePropsTest {};

TEST_F(LateComputeTest, a_role_with_policies_from_a_map) {
  add_later([] {
    std::map<std::string, Value<Json>> inline_policies;
    for (const std::string& action : {std::string("s3:GetObject"), std::string("s3:PutObject")}) {
      std::vector<PolicyStatement> statements{{.actions = std::vector<std::string>{action},
                                               .resources = {"*"},
                                               .sid = "Some" + action.substr(3, 3)}};
      inline_policies[action.substr(3)] = PolicyDocument(statements).json();
    }
    const std::vector<PolicyPrincipal> principals{
        PolicyPrincipal::service(std::string("lambda") + ".amazonaws.com")};
    return RoleProps{.id = std::string("Worker"),
                     .assumed_by = principals,
                     .description = std::string("works"),
                     .inline_policies = inline_policies,
                     .managed_policies = std::vector<ManagedPolicy>{
                         aws_managed_policy(std::string("ReadOnlyAccess"))}};
  });
  const std::string role = properties("Worker");
  EXPECT_THAT(role, HasSubstr(R"("Sid":"SomeGet","Effect":"Allow","Action":"s3:GetObject")"));
  EXPECT_THAT(role, HasSubstr(R"("PolicyName":"PutObject")"));
  EXPECT_THAT(role, HasSubstr(R"(policy/ReadOnlyAccess)"));
}

TEST_F(LateComputeTest, a_policy_of_a_helper) {
  add_later([] {
    const std::string name = "readers";
    return PolicyProps{.id = "Policy",
                       .document = {{.actions = {"s3:Get" + name}, .resources = {"*"}}},
                       .policy_name = name};
  });
  EXPECT_THAT(properties("Policy"), HasSubstr(R"("ManagedPolicyName":"readers")"));
  EXPECT_THAT(properties("Policy"), HasSubstr(R"("Action":"s3:Getreaders")"));
}

TEST_F(LateComputeTest, functions_share_what_a_helper_gives) {
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  auto& logs = stack.add(LogGroupProps{.id = "Logs"});
  std::vector<Link<const SecurityGroup>> groups{
      SecurityGroup::from_id(stack, "Group", std::string("sg-01234561"))};
  auto& function = add_later([&] {
    using namespace std::chrono_literals;
    const std::string name = "resize";
    const long megabytes = 256;
    return FunctionProps{
        .id = name,
        .code = FunctionCode::inline_text("exports." + name + " = 1"),
        .environment = std::map<std::string, std::string>{{"NAME", name}},
        .function_name = name,
        .handler = "index." + name,
        .layers = {LayerVersion::from_arn(
            stack, "Layer", "arn:aws:lambda:eu-central-1:123456789012:layer:" + name + ":1")},
        .log_group = logs,
        .memory = megabytes,
        .role = role,
        .runtime = Runtime::nodejs24_x,
        .security_groups = groups,
        .subnets = std::set<std::string>{"subnet-01234561"},
        .timeout = 2min,
    };
  });
  stack.add(FunctionAliasProps{.id = std::string("live"), .function = function});
  EXPECT_EQ(properties("resize"),
            R"({"Code":{"ZipFile":"exports.resize = 1"},"Role":{"Fn::GetAtt":["Role","Arn"]},)"
            R"("Environment":{"Variables":{"NAME":"resize"}},"FunctionName":"resize",)"
            R"("Handler":"index.resize",)"
            R"("Layers":["arn:aws:lambda:eu-central-1:123456789012:layer:resize:1"],)"
            R"("LoggingConfig":{"LogGroup":{"Ref":"Logs"}},"MemorySize":256,)"
            R"("Runtime":"nodejs24.x","Timeout":120,)"
            R"("VpcConfig":{"SecurityGroupIds":["sg-01234561"],"SubnetIds":["subnet-01234561"]}})");
  EXPECT_THAT(properties("live"), HasSubstr(R"("Name":"live")"));
}

TEST_F(LateComputeTest, a_layer_of_a_helper) {
  add_later([&] {
    const std::string name = "shared";
    return LayerVersionProps{.id = name,
                             .bucket = Bucket::from_name(stack, "Code", "code-" + name),
                             .key = name + ".zip",
                             .layer_name = name};
  });
  EXPECT_EQ(properties("shared"), R"({"Content":{"S3Bucket":"code-shared","S3Key":"shared.zip"},)"
                                  R"("LayerName":"shared"})");
}

}  // namespace
}  // namespace omnitrack
