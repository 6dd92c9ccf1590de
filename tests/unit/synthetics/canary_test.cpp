#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../metric_text.hpp"
#include "../resource_text.hpp"
#include <omnitrack/cfn/synthetics.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/synthetics/canary.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class CanaryTest : public testing_support::OneStackTest {};

TEST_F(CanaryTest, a_script_runs_every_five_minutes_by_a_role_of_its_own) {
  auto& canary =
      stack.add(CanaryProps{.id = "Home",
                            .code = CanaryCode::inline_text("exports.handler = async () => {};"),
                            .runtime = "syn-nodejs-puppeteer-13.0",
                            .artifacts = stack.add(BucketProps{.id = "Pictures"}),
                            .name = "home"});
  EXPECT_EQ(testing_support::metric_text(canary.metric_success_percent()),
            "CloudWatchSynthetics SuccessPercent Average CanaryName");
  EXPECT_EQ(properties("Home"),
            R"({"ArtifactS3Location":{"Fn::Sub":"s3://${Pictures}"},"Code":{)"
            R"("Handler":"index.handler","Script":"exports.handler = async () => {};"},)"
            R"("ExecutionRoleArn":{"Fn::GetAtt":["HomeRole","Arn"]},"Name":"home",)"
            R"("RuntimeVersion":"syn-nodejs-puppeteer-13.0",)"
            R"-("Schedule":{"Expression":"rate(5 minutes)"},"FailureRetentionPeriod":31,)-"
            R"("ProvisionedResourceCleanup":"AUTOMATIC","StartCanaryAfterCreation":true,)"
            R"("SuccessRetentionPeriod":31})");
  const std::string policy = properties("HomeRoleDefaultPolicy");
  EXPECT_THAT(policy, HasSubstr("s3:PutObject"));
  EXPECT_THAT(policy, HasSubstr(R"({"cloudwatch:namespace":"CloudWatchSynthetics"})"));
  EXPECT_THAT(policy, HasSubstr("log-group:/aws/lambda/cwsyn-*"));
  EXPECT_THAT(resource("Home"), HasSubstr(R"("DependsOn":"HomeRoleDefaultPolicy")"));
}

TEST_F(CanaryTest, one_in_a_vpc_has_a_group_and_what_a_run_needs) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  auto& code = stack.add(BucketProps{.id = "Code"});
  auto& canary = stack.add(CanaryProps{.id = "Inner",
                                       .code = CanaryCode::s3(code, "inner.zip"),
                                       .runtime = "syn-python-selenium-7.0",
                                       .environment = {{"URL", "http://inner"}},
                                       .memory = 1024,
                                       .timeout = 60,
                                       .tracing = true,
                                       .vpc = vpc});
  EXPECT_EQ(canary.connections().security_groups().size(), 1U);
  const std::string made = properties("Inner");
  EXPECT_THAT(made, HasSubstr(R"("S3Bucket":{"Ref":"Code"},"S3Key":"inner.zip")"));
  EXPECT_THAT(made,
              HasSubstr(R"("RunConfig":{"ActiveTracing":true,"EnvironmentVariables":)"
                        R"({"URL":"http://inner"},"MemoryInMB":1024,"TimeoutInSeconds":60})"));
  EXPECT_THAT(made, HasSubstr(R"("VpcId":{"Ref":"Vpc"})"));
  EXPECT_THAT(properties("InnerRoleDefaultPolicy"), HasSubstr("ec2:CreateNetworkInterface"));
  EXPECT_THAT(properties("InnerRoleDefaultPolicy"), HasSubstr("xray:PutTraceSegments"));
  EXPECT_THAT(resource("InnerArtifacts"), HasSubstr("AWS::S3::Bucket"));
}

}  // namespace
}  // namespace omnitrack
