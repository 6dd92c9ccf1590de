#include <gmock/gmock.h>

#include "resource_text.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/ec2/elastic_ip.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/testing.hpp>

// What a stack that was made by hand has, to the last key: each default of a construct can be
// turned off.
namespace omnitrack {
namespace {

using assertions::has_no_resource;

class TakenOverTest : public testing_support::OneStackTest {
 protected:
  Vpc& vpc = Vpc::from_ids(stack, "Theirs", {.vpc_id = "vpc-0a1b2c3d"});
};

TEST_F(TakenOverTest, a_security_group_says_nothing_of_what_ec2_lets_out_and_describes_no_rule) {
  auto& group = stack.add(SecurityGroupProps{
      .id = "Web", .vpc = vpc, .describe_rules = false, .write_all_outbound = false});
  group.allow_from(Peer::any_ipv4(), Port::tcp(443));
  group.allow_from("10.0.0.0/8", Port::tcp(80), "Inside");
  EXPECT_EQ(properties("Web"),
            R"({"GroupDescription":"Test/Web","SecurityGroupIngress":[)"
            R"({"IpProtocol":"tcp","CidrIp":"0.0.0.0/0","FromPort":443,"ToPort":443},)"
            R"({"IpProtocol":"tcp","CidrIp":"10.0.0.0/8","Description":"Inside","FromPort":80,)"
            R"("ToPort":80}],"VpcId":"vpc-0a1b2c3d"})");
}

// EC2 adds its rule only where a group names none, so beside one of IPv6 it is written.
TEST_F(TakenOverTest, a_security_group_keeps_what_it_lets_out_beside_another_rule) {
  stack.add(SecurityGroupProps{
      .id = "Web", .vpc = vpc, .allow_all_ipv6_outbound = true, .write_all_outbound = false});
  EXPECT_THAT(properties("Web"), testing::HasSubstr("Allow all outbound traffic"));
}

TEST_F(TakenOverTest, an_address_goes_without_its_name) {
  stack.add(ElasticIpProps{
      .id = "Address", .name_tag = false, .removal_policy = RemovalPolicy::unspecified});
  EXPECT_EQ(resource("Address"), R"({"Type":"AWS::EC2::EIP","Properties":{"Domain":"vpc"}})");
}

TEST_F(TakenOverTest, a_bucket_says_nothing_at_all) {
  stack.add(BucketProps{.id = "Bucket",
                        .encryption = BucketEncryption::unspecified(),
                        .enforce_tls = false,
                        .object_ownership = {},
                        .public_access = {.specified = false},
                        .removal_policy = RemovalPolicy::unspecified});
  EXPECT_EQ(resource("Bucket"), R"({"Type":"AWS::S3::Bucket"})");
  EXPECT_THAT(written(), has_no_resource("BucketPolicy"));
}

TEST_F(TakenOverTest, a_role_names_another_version_of_its_trust_or_none) {
  const PolicyPrincipal lambda = PolicyPrincipal::service("lambda.amazonaws.com");
  stack.add(RoleProps{.id = "Old", .assumed_by = lambda, .trust_version = "2008-10-17"});
  auto& role = stack.add(RoleProps{.id = "Role", .assumed_by = lambda, .trust_version = {}});
  role.add_to_trust(PolicyPrincipal::aws("111122223333"));
  EXPECT_THAT(properties("Old"), testing::HasSubstr(R"({"Version":"2008-10-17","Statement":)"));
  EXPECT_EQ(properties("Role"),
            R"({"AssumeRolePolicyDocument":{"Statement":[{"Effect":"Allow","Principal":)"
            R"({"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"},{"Effect":"Allow",)"
            R"("Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}})");
}

TEST_F(TakenOverTest, a_function_makes_no_log_group_and_grants_its_role_nothing) {
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  const auto props = [&](std::string_view id) {
    return FunctionProps{.id = id,
                         .code = FunctionCode::inline_text("def handler(event, context): return 1"),
                         .grant_own_needs = false,
                         .handler = "index.handler",
                         .make_log_group = false,
                         .role = role,
                         .runtime = Runtime::python3_14,
                         .tracing = true,
                         .wait_for_grants = false};
  };
  auto& function = stack.add(props("Fn"));
  FunctionProps in_json = props("Json");
  in_json.log_format = cfn::lambda::function::LoggingConfig::LogFormat::json;
  stack.add(in_json);
  stack.add(OutputProps{.id = "Logs", .value = function.log_group().name()});
  EXPECT_EQ(
      resource("Fn"),
      R"({"Type":"AWS::Lambda::Function","Properties":{"Code":{"ZipFile":)"
      R"("def handler(event, context): return 1"},"Role":{"Fn::GetAtt":["Role","Arn"]},)"
      R"("Handler":"index.handler","Runtime":"python3.14","TracingConfig":{"Mode":"Active"}}})");
  EXPECT_THAT(properties("Json"), testing::HasSubstr(R"("LoggingConfig":{"LogFormat":"JSON"})"));
  EXPECT_THAT(written(), has_no_resource("FnLogGroup"));
  EXPECT_THAT(written(), has_no_resource("RolePolicy"));
  EXPECT_EQ(resource("Logs"), R"({"Value":{"Fn::Sub":"/aws/lambda/${Fn}"}})");
}

}  // namespace
}  // namespace omnitrack
