#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack::assertions {
namespace {

/// A line of this file, as a failure tells it.
std::string at_line(int line) { return std::string(__FILE__) + ':' + std::to_string(line); }

class TemplateTest : public testing::Test {
 protected:
  App app;
  Stack& stack = app.add(StackProps{.id = "Shop"});
};

TEST_F(TemplateTest, a_failure_shows_the_closest_resource_and_the_first_difference) {
  const int line = __LINE__ + 1;
  stack.add(QueueProps{.id = "Jobs", .visibility_timeout = 60});
  stack.add(QueueProps{.id = "Dead", .retention = 3600});
  const Template made = template_of(stack);
  EXPECT_TRUE(made.has_resource("AWS::SQS::Queue", {{"VisibilityTimeout", 60}}));
  const Check check = made.has_resource(
      "AWS::SQS::Queue",
      {{"SqsManagedSseEnabled", true}, {"VisibilityTimeout", 30}, {"QueueName", "jobs"}});
  EXPECT_EQ(check.outcome(), Outcome::fails);
  EXPECT_EQ(check.message(),
            "no AWS::SQS::Queue is as expected; the closest of 2 is Jobs\n  made by Shop/Jobs, " +
                at_line(line) +
                "\n  /Properties/VisibilityTimeout is 60, expected 30"
                "\n  and 1 more difference: /Properties/QueueName");
}

TEST_F(TemplateTest, a_construct_names_its_resource) {
  auto& jobs = stack.add(QueueProps{.id = "Jobs", .visibility_timeout = 60});
  const Template made = template_of(stack);
  EXPECT_TRUE(made.has_resource(jobs, {{"VisibilityTimeout", 60}}));
  EXPECT_TRUE(made.has_resource("Jobs", {{"VisibilityTimeout", 60}}));
  EXPECT_TRUE(made.has_resource("Shop/Jobs", whole({{"DeletionPolicy", "Delete"}})));
  EXPECT_TRUE(made.has_resource("AWS::SQS::QueuePolicy", {{"Queues", list({jobs.url()})}}));
  EXPECT_TRUE(made.has_resource(
      "AWS::SQS::QueuePolicy",
      {{"PolicyDocument", {{"Statement", list_with({{{"Resource", jobs.arn()}}})}}}}));
  EXPECT_EQ(made.of(jobs).count("AWS::SQS::QueuePolicy"), 1U);
  EXPECT_EQ(made.only("AWS::SQS::Queue").at("/Properties/VisibilityTimeout").number(), 60);
  EXPECT_EQ(made.only("AWS::SQS::Queue").logical_id(), "Jobs");
}

TEST_F(TemplateTest, typed_properties_say_what_is_expected) {
  auto& jobs = stack.add(cfn::sqs::QueueProps{
      .id = "Jobs",
      .redrive_policy = {{"maxReceiveCount", 3}, {"deadLetterTargetArn", "arn:aws:sqs:a:1:b"}},
      .visibility_timeout = 30});
  const Template made = template_of(stack);
  EXPECT_THAT(made, has_resource(cfn::sqs::QueueProps{.id = "Any", .visibility_timeout = 30}));
  EXPECT_TRUE(made.has_resource(
      jobs, like(cfn::sqs::QueueProps{.id = "Any", .redrive_policy = {{"maxReceiveCount", 3}}})));
  EXPECT_FALSE(made.has_resource(jobs, like(cfn::sqs::QueueProps{.id = "Any", .queue_name = "a"})));
}

TEST_F(TemplateTest, a_name_that_nothing_can_have_is_no_passed_test) {
  stack.add(QueueProps{.id = "Jobs"});
  const Template made = template_of(stack);
  const Check type = made.has_no_resource("AWS::SQS::Queu");
  EXPECT_EQ(type.outcome(), Outcome::unknown);
  EXPECT_EQ(type.message(),
            "there is no resource type AWS::SQS::Queu; did you mean 'AWS::SQS::Queue'?");
  const Check property = made.has_no_resource("AWS::SQS::Queue", {{"VisibilityTimout", 30}});
  EXPECT_EQ(property.outcome(), Outcome::unknown);
  EXPECT_EQ(property.message(),
            "AWS::SQS::Queue has no property VisibilityTimout; did you mean 'VisibilityTimeout'?");
  EXPECT_EQ(made.has_resource("Job").message(), "there is no resource Job; did you mean 'Jobs'?");
}

TEST_F(TemplateTest, a_property_that_nothing_can_have_is_not_absent_from_what_is_there) {
  auto& jobs = stack.add(QueueProps{.id = "Jobs"});
  jobs.resource().override_at("/Properties/YoungerThanThis", 1);
  jobs.acknowledge("OT4220", "it is younger than the specification");
  const Template made = template_of(stack);
  const Content typo = {{"VisibilityTimout", absent()}};
  const std::string said =
      "AWS::SQS::Queue has no property VisibilityTimout; did you mean 'VisibilityTimeout'?";
  for (const Check& check :
       {made.has_resource("AWS::SQS::Queue", typo), made.has_resource(jobs, typo),
        made.has_count("AWS::SQS::Queue", 1, typo), made.all_resources("AWS::SQS::Queue", typo)}) {
    EXPECT_EQ(check.outcome(), Outcome::unknown);
    EXPECT_EQ(check.message(), said);
  }
  EXPECT_TRUE(made.has_resource(jobs, {{"YoungerThanThis", 1}}));
  EXPECT_TRUE(made.has_resource(jobs, {{"YoungerThanThis", not_(2)}}));
}

TEST_F(TemplateTest, what_is_not_there_is_told_with_what_is) {
  stack.add(QueueProps{.id = "Jobs"});
  const Template made = template_of(stack);
  EXPECT_TRUE(made.has_no_resource("AWS::SNS::Topic"));
  EXPECT_EQ(made.has_resource("AWS::SNS::Topic").message(),
            "there is no AWS::SNS::Topic; there are:\n  1 AWS::SQS::Queue\n"
            "  1 AWS::SQS::QueuePolicy");
}

TEST_F(TemplateTest, resources_are_counted) {
  stack.add(QueueProps{.id = "A", .visibility_timeout = 60});
  stack.add(QueueProps{.id = "B", .visibility_timeout = 60});
  stack.add(QueueProps{.id = "C"});
  const Template made = template_of(stack);
  EXPECT_TRUE(made.has_count("AWS::SQS::Queue", 3));
  EXPECT_TRUE(made.has_count("AWS::SNS::Topic", 0));
  EXPECT_EQ(made.has_count("AWS::SQS::Queue", 1, {{"VisibilityTimeout", 60}}).message(),
            "there are 2 AWS::SQS::Queue as expected: A and B; 1 expected");
  EXPECT_TRUE(made.all_resources("AWS::SQS::Queue", {{"SqsManagedSseEnabled", true}}));
  const Check all = made.all_resources("AWS::SQS::Queue", {{"VisibilityTimeout", 60}});
  EXPECT_THAT(all.message(),
              testing::StartsWith("2 of 3 AWS::SQS::Queue are as expected; C is not\n  made by "
                                  "Shop/C, "));
  EXPECT_FALSE(made.all_resources("AWS::SNS::Topic", {{"TopicName", "a"}}));
  EXPECT_EQ(made.only("AWS::SQS::Queue").problem(), "there are 3 AWS::SQS::Queue: A, B and C");
}

TEST_F(TemplateTest, what_a_condition_leaves_open_is_not_known) {
  auto& stage = stack.add(ParameterProps{.id = "Stage"});
  auto& is_prod =
      stack.add(ConditionProps{.id = "IsProd", .expression = fn::equals(stage.value(), "prod")});
  auto& jobs = stack.add(QueueProps{.id = "Jobs", .enforce_tls = false});
  jobs.resource().set_condition(is_prod);
  const Template made = template_of(stack);
  EXPECT_TRUE(made.has_resource(jobs));
  const Template open = made.with({});
  EXPECT_EQ(open.has_resource(jobs).outcome(), Outcome::unknown);
  EXPECT_THAT(open.has_resource(jobs).message(),
              testing::EndsWith("\n  it is made under a condition: the condition IsProd is not "
                                "known: the parameter Stage has no value"));
  EXPECT_EQ(open.has_no_resource(jobs).outcome(), Outcome::unknown);
  EXPECT_EQ(open.has_count("AWS::SQS::Queue", 1).outcome(), Outcome::unknown);
  EXPECT_TRUE(made.with({.parameters = {{"Stage", "prod"}}}).has_resource(jobs));
  const Template test = made.with({.parameters = {{"Stage", "test"}}});
  EXPECT_TRUE(test.has_count("AWS::SQS::Queue", 0));
  EXPECT_TRUE(test.has_no_resource(jobs));
  EXPECT_EQ(test.has_resource(jobs).message(),
            "there is no Shop/Jobs: it is made only where IsProd holds, which does not");
}

TEST_F(TemplateTest, a_question_to_the_wrong_stack_is_told) {
  auto& jobs = stack.add(cfn::sqs::QueueProps{.id = "Jobs"});
  auto& other = app.add(StackProps{.id = "Other", .region = "eu-west-1"});
  other.add(cfn::sqs::QueueProps{.id = "Mails"});
  const Template made = template_of(other);
  EXPECT_EQ(made.of(jobs).has_count("AWS::SQS::Queue", 0).message(),
            "Shop/Jobs is not in the stack Other");
  EXPECT_EQ(made.has_no_resource(jobs).outcome(), Outcome::unknown);
  EXPECT_EQ(
      made.with({.region = "us-east-1"}).problem(),
      "the deployment does not fit the template: the stack is in eu-west-1, not in us-east-1");
}

TEST_F(TemplateTest, a_text_that_is_open_may_become_another) {
  auto& stage = stack.add(ParameterProps{.id = "Stage"});
  stack.add(cfn::sqs::QueueProps{.id = "Jobs", .queue_name = concat("jobs-", stage.value())});
  const Template open = template_of(stack).with({});
  EXPECT_EQ(open.has_resource("Jobs", {{"QueueName", "jobs-prod"}}).outcome(), Outcome::unknown);
  EXPECT_EQ(open.has_resource("Jobs", {{"QueueName", "mails"}}).outcome(), Outcome::fails);
  EXPECT_TRUE(open.has_no_resource("Jobs", {{"QueueName", "mails"}}));
  EXPECT_TRUE(open.has_resource("Jobs", {{"QueueName", "jobs-${Stage}"}}));
}

TEST_F(TemplateTest, a_value_of_another_stack_is_the_same_value) {
  auto& jobs = stack.add(cfn::sqs::QueueProps{.id = "Jobs"});
  auto& other = app.add(StackProps{.id = "Other"});
  other.add(cfn::sqs::QueueProps{.id = "Mails"});
  other.add(OutputProps{.id = "Strong", .value = jobs.attr_arn()});
  other.add(OutputProps{.id = "Weak", .value = weak(jobs.attr_queue_name())});
  const Template made = template_of(other);
  EXPECT_TRUE(made.has_output("Strong", jobs.attr_arn()));
  EXPECT_TRUE(made.has_output("Weak", jobs.attr_queue_name()));
  EXPECT_EQ(made.output("Strong").text(), "${Shop/Jobs.Arn}");
  EXPECT_EQ(made.has_output("Strong", jobs.attr_queue_name()).message(),
            "the output Strong is not as expected\n  /Outputs/Strong/Value is "
            R"("${Shop/Jobs.Arn}", expected "${Shop/Jobs.QueueName}")");
  EXPECT_EQ(made.has_output("Strng").message(), "there is no output Strng; did you mean 'Strong'?");
}

TEST_F(TemplateTest, sections_and_names_are_asked_for_too) {
  auto& stage = stack.add(ParameterProps{.id = "Stage", .default_value = "test"});
  stack.add(cfn::sqs::QueueProps{.id = "Jobs", .queue_name = concat("jobs-", stage.value())});
  const Templates made = templates_of(app);
  EXPECT_THAT(made.names(), testing::ElementsAre("Shop"));
  EXPECT_THAT(made.of("Shop"), has_sections({{"Parameters", {{"Stage", {{"Default", "test"}}}}}}));
  EXPECT_EQ(made.of("Shop").matches({{"Parameters", {{"Stage", {{"Type", "Number"}}}}}}).message(),
            "the template is not as expected\n  /Parameters/Stage/Type is \"String\", expected "
            "\"Number\"");
  EXPECT_EQ(made.of("Shp").problem(), "the app has no such stack");
  EXPECT_EQ(made.of("Shop").with({}).text(), R"({
 "AWSTemplateFormatVersion": "2010-09-09",
 "Parameters": {"Stage": {"Type": "String", "Default": "test"}},
 "Resources": {"Jobs": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "jobs-test"}}}
}
)");
}

TEST_F(TemplateTest, a_synth_that_fails_fails_each_question) {
  stack.add(QueueProps{.id = "Jobs", .encrypted = false, .kms_key = "alias/aws/sqs"});
  const Template made = template_of(stack);
  EXPECT_EQ(made.has_no_resource("AWS::SNS::Topic").outcome(), Outcome::unknown);
  EXPECT_THAT(made.has_no_resource("AWS::SNS::Topic").message(),
              testing::MatchesRegex("the synth fails\n  .*template_test.cpp:[0-9]+: OT3107: .*"));
  EXPECT_THAT(findings_of(app), has_finding(codes::OT3107, {.path = "Shop/Jobs"}));
  EXPECT_THAT(findings_of(app), has_no_finding(codes::OT3101));
  EXPECT_EQ(findings_of(app).has(codes::OT3101).outcome(), Outcome::fails);
}

TEST_F(TemplateTest, matchers_tell_what_was_asked_and_what_is) {
  stack.add(cfn::sqs::QueueProps{.id = "Jobs"});
  const Template made = template_of(stack);
  EXPECT_THAT(made, has_resource("AWS::SQS::Queue", {{"QueueName", absent()}}));
  EXPECT_THAT(made, testing::Not(has_resource("AWS::SNS::Topic")));
  testing::StringMatchResultListener told;
  const auto wanted = has_resource("AWS::SNS::Topic", {{"TopicName", "a"}});
  const testing::Matcher<const Template&> matcher = wanted;
  EXPECT_FALSE(testing::ExplainMatchResult(matcher, made, &told));
  EXPECT_EQ(testing::DescribeMatcher<const Template&>(matcher),
            R"(has AWS::SNS::Topic with {"TopicName": "a"})");
  EXPECT_EQ(told.str(), "where there is no AWS::SNS::Topic; there are:\n  1 AWS::SQS::Queue");
  EXPECT_EQ(testing::PrintToString(made), "the template of Shop");
}

TEST_F(TemplateTest, what_cannot_be_told_fails_within_not_as_well) {
  stack.add(cfn::sqs::QueueProps{.id = "Jobs"});
  const Template made = template_of(stack);
  EXPECT_NONFATAL_FAILURE(
      EXPECT_THAT(made, testing::Not(has_resource("AWS::SQS::Queu", {{"QueueName", "a"}}))),
      "it cannot be told whether it has AWS::SQS::Queu with {\"QueueName\": \"a\"}: "
      "there is no resource type AWS::SQS::Queu");
}

TEST_F(TemplateTest, a_resource_of_ones_own_may_have_any_property) {
  stack.add(UntypedResourceProps{.id = "Own",
                                 .type = "AWS::CloudFormation::CustomResource",
                                 .properties = {{"ServiceToken", "arn:aws:sns:a:1:b"}}});
  EXPECT_TRUE(
      template_of(stack).has_no_resource("AWS::CloudFormation::CustomResource", {{"Size", 3}}));
}

}  // namespace
}  // namespace omnitrack::assertions
