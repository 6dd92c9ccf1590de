// The tests that docs/writing-constructs.md and docs/guide/testing.md show, on the constructs and
// the apps that they tell of.

#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/testing.hpp>

#define main main_of_work_queue
#include "../../examples/work_queue/main.cpp"
#undef main

using namespace omnitrack::assertions;

TEST(Shop, AJobIsHiddenForAMinute) {
  App app;
  auto& stack = app.add(StackProps{.id = "Shop"});
  auto& jobs = stack.add(QueueProps{.id = "Jobs", .visibility_timeout = 60});
  const Template made = template_of(stack);
  EXPECT_THAT(made, has_resource("AWS::SQS::Queue", {{"VisibilityTimeout", 60}}));
  EXPECT_THAT(made, has_resource(jobs, whole({{"DeletionPolicy", "Delete"}})));
  EXPECT_THAT(made, has_resource("AWS::SQS::QueuePolicy", {{"Queues", list({jobs.url()})}}));
  EXPECT_THAT(made, has_count("AWS::SQS::Queue", 1));
  EXPECT_THAT(made, has_no_resource("AWS::SQS::Queue", {{"VisibilityTimeout", absent()}}));
}

TEST(Thumbnails, HasOneQueueForWhatFails) {
  App app;
  build(app);
  const Template made = templates_of(app).of("Thumbnails");
  EXPECT_THAT(made, has_count("AWS::SQS::Queue", 2));
  EXPECT_THAT(made, has_count("AWS::SQS::Queue", 1, {{"RedrivePolicy", absent()}}));
}

TEST(Shop, OnlyProductionHasAlarms) {
  App app;
  auto& stack = app.add(StackProps{.id = "Shop"});
  auto& stage = stack.add(ParameterProps{.id = "Stage", .allowed_values = {"test", "prod"}});
  auto& is_prod =
      stack.add(ConditionProps{.id = "IsProd", .expression = fn::equals(stage.value(), "prod")});
  auto& alarms = stack.add(TopicProps{.id = "Alarms", .enforce_tls = false});
  alarms.resource().set_condition(is_prod);
  stack.add(cfn::sqs::QueueProps{.id = "Jobs", .queue_name = concat("jobs-", stage.value())});
  const Template made = template_of(stack);
  const Template prod = made.with({.parameters = {{"Stage", "prod"}}, .region = "eu-west-1"});
  EXPECT_THAT(prod, has_resource(alarms));
  EXPECT_THAT(prod, has_resource("Jobs", {{"QueueName", "jobs-prod"}}));
  const Template test = made.with({.parameters = {{"Stage", "test"}}});
  EXPECT_THAT(test, has_no_resource("AWS::SNS::Topic"));
}

TEST(Shop, TheSenderOnlySends) {
  App app;
  auto& stack = app.add(StackProps{.id = "Shop"});
  auto& jobs = stack.add(QueueProps{.id = "Jobs"});
  auto& sender = stack.add(
      RoleProps{.id = "Sender", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  jobs.grant_send_messages(sender);
  const Template made = template_of(stack);
  EXPECT_THAT(made, may(sender, "sqs:SendMessage", jobs));
  EXPECT_THAT(made, may_not(sender, "sqs:PurgeQueue", jobs));
}

TEST(WorkQueue, NeedsAnAttempt) {
  App app;
  auto& stack = app.add(StackProps{.id = "Test"});
  auto& worker = stack.add(FunctionProps{
      .id = "Worker",
      .code = FunctionCode::inline_text("def handler(event, context): pass"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  stack.add(WorkQueueProps{.id = "Jobs", .worker = worker, .attempts = 0});
  EXPECT_THAT(findings_of(app), has_finding("SHOP0001", {.path = "Test/Jobs"}));
}

TEST(Shop, IsAsItWas) {
  App app;
  auto& stack = app.add(StackProps{.id = "Shop"});
  stack.add(QueueProps{.id = "Jobs", .visibility_timeout = 60});
  EXPECT_THAT(template_of(stack), matches_snapshot("snapshots/shop.json"));
}

TEST(WorkQueue, HasItsDeadLettersElsewhere) {
  App app;
  auto& stack = app.add(StackProps{.id = "Test"});
  auto& worker = stack.add(FunctionProps{
      .id = "Worker",
      .code = FunctionCode::inline_text("def handler(event, context): pass"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  auto& jobs = stack.add(WorkQueueProps{.id = "Jobs", .worker = worker, .attempts = 5});
  const Template made = template_of(stack);
  EXPECT_THAT(made, has_resource(jobs, {{"RedrivePolicy", {{"maxReceiveCount", 5}}}}));
  EXPECT_THAT(made.of(jobs), has_count("AWS::SQS::Queue", 2));
  EXPECT_THAT(made, may(worker, "sqs:ReceiveMessage", jobs));
}
