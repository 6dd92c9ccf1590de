#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/lambda/notification_event_sources.hpp>
#include <omnitrack/lambda/sqs_event_source.hpp>
#include <omnitrack/lambda/stream_event_sources.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing::HasSubstr;
using testing_support::codes_of;

class EventSourcesTest : public testing_support::OneStackTest {
 protected:
  static FunctionProps a_function() {
    return {.id = "Fn",
            .code = FunctionCode::inline_text("exports.h=async()=>1"),
            .handler = "index.h",
            .runtime = Runtime::nodejs24_x};
  }
  Table& add_table() {
    return stack.add(TableProps{
        .id = "Orders", .partition_key = {"id"}, .stream = StreamView::new_and_old_images});
  }
  Function& function = stack.add(a_function());
};

TEST_F(EventSourcesTest, a_queue_is_one_call_with_its_permission) {
  auto& queue = stack.add(QueueProps{.id = "Jobs"});
  function.add_event_source(SqsEventSource{.queue = queue});
  EXPECT_EQ(
      resource("FnJobsMapping"),
      R"({"Type":"AWS::Lambda::EventSourceMapping","Properties":{"FunctionName":{"Ref":"Fn"},)"
      R"("EventSourceArn":{"Fn::GetAtt":["Jobs","Arn"]}}})");
  EXPECT_THAT(properties("FnRoleDefaultPolicy"), HasSubstr("sqs:ReceiveMessage"));
}

TEST_F(EventSourcesTest, every_property_of_a_queue_is_written_where_it_belongs) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  auto& queue = stack.add(QueueProps{.id = "Jobs"});
  function.add_event_source(SqsEventSource{
      .queue = queue,
      .batch_size = 100,
      .batch_window = 5,
      .count_events = true,
      .enabled = false,
      .filter_key = key,
      .filters = {{{"body", MatchFields{{"kind", {"a\"b", Match::prefix("x")}},
                                        {"size", Match::between(1, 2.5)}}}}},
      .max_concurrency = 10,
      .report_failures = true,
  });
  EXPECT_EQ(
      properties("FnJobsMapping"),
      R"({"FunctionName":{"Ref":"Fn"},"BatchSize":100,"Enabled":false,)"
      R"("EventSourceArn":{"Fn::GetAtt":["Jobs","Arn"]},"FilterCriteria":{"Filters":[{)"
      R"("Pattern":"{\"body\":{\"kind\":[\"a\\\"b\",{\"prefix\":\"x\"}],)"
      R"(\"size\":[{\"numeric\":[\">=\",1,\"<=\",2.5]}]}}"}]},)"
      R"("FunctionResponseTypes":["ReportBatchItemFailures"],)"
      R"("KmsKeyArn":{"Fn::GetAtt":["Key","Arn"]},"MaximumBatchingWindowInSeconds":5,)"
      R"("MetricsConfig":{"Metrics":["EventCount"]},"ScalingConfig":{"MaximumConcurrency":10}})");
  EXPECT_THAT(properties("Key"), HasSubstr(R"("Principal":{"Service":"lambda.amazonaws.com"},)"
                                           R"("Action":"kms:Decrypt","Resource":"*","Condition":{)"
                                           R"("StringEquals":{"aws:SourceAccount":)"));
}

TEST_F(EventSourcesTest, pollers_can_be_kept_ready) {
  auto& queue = stack.add(QueueProps{.id = "Jobs"});
  function.add_event_source(SqsEventSource{
      .queue = queue, .provisioned_pollers = ProvisionedPollers{.max = 20, .min = 2}});
  EXPECT_THAT(properties("FnJobsMapping"),
              HasSubstr(R"("ProvisionedPollerConfig":{"MaximumPollers":20,"MinimumPollers":2})"));
}

TEST_F(EventSourcesTest, a_mapping_waits_for_grants_that_its_function_does_not_wait_for) {
  FunctionProps props = a_function();
  props.id = "Free";
  props.wait_for_grants = false;
  auto& queue = stack.add(QueueProps{.id = "Jobs"});
  stack.add(props).add_event_source(SqsEventSource{.queue = queue});
  EXPECT_THAT(resource("FreeJobsMapping"), HasSubstr(R"("FreeRoleDefaultPolicy")"));
  EXPECT_THAT(resource("FreeJobsMapping"), HasSubstr(R"("DependsOn":)"));
}

TEST_F(EventSourcesTest, messages_stay_hidden_while_the_function_runs) {
  FunctionProps props = a_function();
  props.id = "Slow";
  props.timeout = 60;
  auto& slow = stack.add(props);
  const unsigned line = __LINE__ + 1;
  slow.add_event_source(SqsEventSource{.queue = stack.add(QueueProps{.id = "Jobs"})});
  slow.add_event_source(
      SqsEventSource{.queue = stack.add(QueueProps{.id = "Right", .visibility_timeout = 60})});
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.diagnostics.size(), 1U);
  EXPECT_EQ(synthesis.diagnostics[0].code, "OT2240");
  EXPECT_EQ(synthesis.diagnostics[0].line, line);
  EXPECT_EQ(
      synthesis.diagnostics[0].message,
      "messages of 'Test/Jobs' show again after 30 seconds, while the function may run for 60");
}

TEST_F(EventSourcesTest, the_changes_of_a_table_are_worked_on_from_the_oldest_one_on) {
  add_table();
  function.add_event_source(
      DynamoEventSource{.table = static_cast<Table&>(*stack.first_child()->next_sibling())});
  EXPECT_THAT(written(), has_resource("FnOrdersMapping", {{"StartingPosition", "TRIM_HORIZON"}}));
}

TEST_F(EventSourcesTest, every_property_of_a_stream_is_written_where_it_belongs) {
  auto& table = add_table();
  auto& failed = stack.add(QueueProps{.id = "Failed"});
  auto& mapping = function.add_event_source(DynamoEventSource{
      .table = table,
      .batch_size = 500,
      .batch_window = 10,
      .bisect_on_error = true,
      .filters = {{{"eventName", "INSERT"}}},
      .max_record_age = 3600,
      .on_failure = failed,
      .parallelization = 4,
      .report_failures = true,
      .retry_attempts = 5,
      .starting_position = StartingPosition::latest(),
      .tumbling_window = 60,
  });
  mapping.add_tag("team", "b");
  EXPECT_EQ(properties("FnOrdersMapping"),
            R"({"FunctionName":{"Ref":"Fn"},"BatchSize":500,"BisectBatchOnFunctionError":true,)"
            R"("DestinationConfig":{"OnFailure":{"Destination":{"Fn::GetAtt":["Failed","Arn"]}}},)"
            R"("EventSourceArn":{"Fn::GetAtt":["Orders","StreamArn"]},)"
            R"("FilterCriteria":{"Filters":[{"Pattern":"{\"eventName\":[\"INSERT\"]}"}]},)"
            R"("FunctionResponseTypes":["ReportBatchItemFailures"],)"
            R"("MaximumBatchingWindowInSeconds":10,"MaximumRecordAgeInSeconds":3600,)"
            R"("MaximumRetryAttempts":5,"ParallelizationFactor":4,"StartingPosition":"LATEST",)"
            R"("Tags":[{"Key":"team","Value":"b"}],"TumblingWindowInSeconds":60})");
  EXPECT_THAT(properties("FnRole"), HasSubstr("sqs:SendMessage"));
  EXPECT_THAT(properties("FnRoleDefaultPolicy"), HasSubstr("dynamodb:GetRecords"));
}

TEST_F(EventSourcesTest, a_topic_and_a_bucket_invoke_an_alias) {
  auto& live = stack.add(FunctionAliasProps{.id = "live", .function = function});
  auto& topic = stack.add(TopicProps{.id = "News"});
  auto& bucket = stack.add(BucketProps{.id = "Files"});
  live.add_event_source(SnsEventSource{.topic = topic, .filter = {{"kind", "sport"}}});
  live.add_event_source(S3EventSource{
      .bucket = bucket,
      .events = {ObjectEvent::created_by_put, ObjectEvent::removed},
      .prefix = "in/",
  });
  const std::string text = testing_support::compact_template(app);
  EXPECT_THAT(text, HasSubstr(R"("Properties":{"Protocol":"lambda","TopicArn":{"Ref":"News"},)"
                              R"("Endpoint":{"Ref":"live"},"FilterPolicy":{"kind":["sport"]}})"));
  EXPECT_THAT(text, HasSubstr(R"({"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"live"},)"
                              R"("Principal":"sns.amazonaws.com","SourceArn":{"Ref":"News"}})"));
  EXPECT_THAT(text,
              HasSubstr(R"({"Event":"s3:ObjectRemoved:*","Function":{"Ref":"live"},)"
                        R"("Filter":{"S3Key":{"Rules":[{"Name":"prefix","Value":"in/"}]}}})"));
}

// A source of one's own.
struct NightlySource {
  Text id;
  cfn::lambda::Permission& connect(AnyFunction& function, Source /*at*/) const {
    return function.add_permission(id, PolicyPrincipal::service("scheduler.amazonaws.com"));
  }
};

TEST_F(EventSourcesTest, a_source_of_ones_own_takes_part) {
  function.add_event_source(NightlySource{.id = "Nightly"});
  EXPECT_EQ(properties("FnNightly"),
            R"({"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"Fn"},)"
            R"("Principal":"scheduler.amazonaws.com"})");
}

TEST_F(EventSourcesTest, numbers_out_of_bounds_are_reported) {
  const int zero = 0;
  const int much = 10001;
  function.add_event_source(SqsEventSource{
      .queue = stack.add(QueueProps{.id = "Jobs"}),
      .batch_size = much,
      .batch_window = much,
      .max_concurrency = much,
      .provisioned_pollers = ProvisionedPollers{.max = zero, .min = much},
  });
  function.add_event_source(DynamoEventSource{
      .table = add_table(),
      .max_record_age = zero,
      .parallelization = zero,
      .retry_attempts = much,
      .tumbling_window = zero,
  });
  EXPECT_EQ(codes_of(app), "OT2239 OT2239 OT2239 OT2239 OT2239 OT2239 OT2239 OT2239 OT2239");
}

TEST_F(EventSourcesTest, a_filter_may_name_what_is_known_only_while_deploying) {
  auto& queue = stack.add(QueueProps{.id = "Jobs"});
  function.add_event_source(
      SqsEventSource{.queue = queue, .filters = {{{"body", Match(stack.region())}}}});
  EXPECT_THAT(properties("FnJobsMapping"),
              HasSubstr(R"("Pattern":{"Fn::Sub":"{\"body\":[\"${AWS::Region}\"]}"})"));
}

TEST_F(EventSourcesTest, failed_records_go_where_they_are_taken) {
  function.add_event_source(
      DynamoEventSource{.table = add_table(), .on_failure = EventDestination::function(function)});
  EXPECT_EQ(codes_of(app), "OT2241");
}

}  // namespace
}  // namespace omnitrack
