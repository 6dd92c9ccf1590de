#include "omnitrack/config/config_rule.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/config.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class ConfigRuleTest : public testing_support::OneStackTest {
 protected:
  Function& function() {
    return stack.add(FunctionProps{.id = "Judge",
                                   .code = FunctionCode::inline_text("pass"),
                                   .handler = "index.h",
                                   .runtime = Runtime::python3_13});
  }
};

TEST_F(ConfigRuleTest, a_rule_of_aws_is_named_alone) {
  ConfigRule& rule = stack.add(ConfigRuleProps{
      .id = "Rule", .source = ConfigRuleSource::managed("S3_BUCKET_VERSIONING_ENABLED")});
  stack.add(OutputProps{.id = "Arn", .value = rule.arn()});
  stack.add(OutputProps{.id = "Name", .value = rule.name()});
  stack.add(OutputProps{.id = "RuleId", .value = rule.rule_id()});
  EXPECT_EQ(resource("Rule"),
            R"({"Type":"AWS::Config::ConfigRule","Properties":{"Source":{"Owner":"AWS",)"
            R"("SourceIdentifier":"S3_BUCKET_VERSIONING_ENABLED"}}})");
}

TEST_F(ConfigRuleTest, every_property_is_written_where_it_belongs) {
  stack.add(ConfigRuleProps{
      .id = "Rule",
      .source = ConfigRuleSource::managed("ACCESS_KEYS_ROTATED"),
      .description = "Keys are changed",
      .every = ConfigFrequency::twelve_hours,
      .parameters = {{"maxAccessKeyAge", "90"}},
      .rule_name = "keys",
      .scope = ConfigScope{.resource_id = "i-1",
                           .resource_types = {"AWS::EC2::Instance"},
                           .tag_key = "stage",
                           .tag_value = "prod"},
  });
  EXPECT_EQ(properties("Rule"),
            R"({"Source":{"Owner":"AWS","SourceIdentifier":"ACCESS_KEYS_ROTATED"},)"
            R"("ConfigRuleName":"keys","Description":"Keys are changed",)"
            R"("InputParameters":{"maxAccessKeyAge":"90"},)"
            R"("MaximumExecutionFrequency":"Twelve_Hours","Scope":{"ComplianceResourceId":"i-1",)"
            R"("ComplianceResourceTypes":["AWS::EC2::Instance"],"TagKey":"stage",)"
            R"("TagValue":"prod"}})");
}

TEST_F(ConfigRuleTest, a_function_is_permitted_and_may_put_evaluations) {
  Function& judge = function();
  stack.add(ConfigRuleProps{
      .id = "Rule",
      .source = ConfigRuleSource::function(judge, {.every = ConfigFrequency::one_day}),
  });
  EXPECT_EQ(resource("Rule"),
            R"({"Type":"AWS::Config::ConfigRule","DependsOn":"JudgeTestRuleEvaluation",)"
            R"("Properties":{"Source":{"Owner":"CUSTOM_LAMBDA","SourceDetails":[)"
            R"({"EventSource":"aws.config","MessageType":"ConfigurationItemChangeNotification"},)"
            R"({"EventSource":"aws.config",)"
            R"("MessageType":"OversizedConfigurationItemChangeNotification"},)"
            R"({"EventSource":"aws.config","MessageType":"ScheduledNotification",)"
            R"("MaximumExecutionFrequency":"TwentyFour_Hours"}],)"
            R"("SourceIdentifier":{"Fn::GetAtt":["Judge","Arn"]}}}})");
  EXPECT_EQ(properties("JudgeTestRuleEvaluation"),
            R"({"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"Judge"},)"
            R"("Principal":"config.amazonaws.com","SourceAccount":{"Ref":"AWS::AccountId"}})");
  EXPECT_THAT(properties("JudgeRoleDefaultPolicy"),
              HasSubstr(R"("Action":"config:PutEvaluations","Resource":"*")"));
}

TEST_F(ConfigRuleTest, an_imported_function_keeps_its_role) {
  Function& judge =
      Function::from_arn(stack, "Judge", "arn:aws:lambda:eu-west-1:123456789012:function:judge");
  stack.add(ConfigRuleProps{.id = "Rule", .source = ConfigRuleSource::function(judge)});
  EXPECT_EQ(codes_of(app), "");
}

TEST_F(ConfigRuleTest, a_text_of_guard_judges_at_changes) {
  stack.add(
      ConfigRuleProps{.id = "Rule", .source = ConfigRuleSource::guard("rule a { true == true }")});
  EXPECT_THAT(properties("Rule"),
              HasSubstr(R"("Owner":"CUSTOM_POLICY","CustomPolicyDetails":{)"
                        R"("PolicyRuntime":"guard-2.x.x","PolicyText":"rule a { true == true }"},)"
                        R"("SourceDetails":[{)"));
}

TEST_F(ConfigRuleTest, a_rule_that_is_never_judged_or_in_two_ways_is_an_error) {
  Function& judge = function();
  stack.add(ConfigRuleProps{.id = "Never",
                            .source = ConfigRuleSource::function(judge, {.on_changes = false})});
  stack.add(ConfigRuleProps{.id = "Twice",
                            .source = ConfigRuleSource::function(judge),
                            .every = ConfigFrequency::one_hour});
  EXPECT_EQ(codes_of(app), "OT3631 OT3632");
}

}  // namespace
}  // namespace omnitrack
