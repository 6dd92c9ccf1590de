#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/logs.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/logs/metric_filter.hpp>
#include <omnitrack/logs/query_definition.hpp>
#include <omnitrack/logs/subscription_filter.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

std::string text_of(const FilterPattern& pattern) {
  return std::string(pattern.value().literal_text());
}

class FilterPatternTest : public testing::Test {
 protected:
  App app;
};

TEST_F(FilterPatternTest, words_are_quoted) {
  EXPECT_EQ(text_of(FilterPattern::all_events()), "");
  EXPECT_EQ(text_of(FilterPattern::literal("ERROR -EXITING")), "ERROR -EXITING");
  EXPECT_EQ(text_of(FilterPattern::all_terms({"ERROR", "a \"b\""})), R"("ERROR" "a \"b\"")");
  EXPECT_EQ(text_of(FilterPattern::any_term({"ERROR", "WARN"})), R"(?"ERROR" ?"WARN")");
}

TEST_F(FilterPatternTest, fields_of_json_are_compared) {
  using Is = FilterComparison;
  EXPECT_EQ(text_of(FilterPattern::text("$.level", Is::equal, "ERR*")), R"({ $.level = "ERR*" })");
  EXPECT_EQ(text_of(FilterPattern::text("$.level", Is::not_equal, "x")), R"({ $.level != "x" })");
  EXPECT_EQ(text_of(FilterPattern::number("$.ms", Is::greater_or_equal, 1e6)),
            "{ $.ms >= 1000000 }");
  EXPECT_EQ(text_of(FilterPattern::number("$.ms", Is::less, 0.5)), "{ $.ms < 0.5 }");
  EXPECT_EQ(text_of(FilterPattern::boolean("$.ok", false)), "{ $.ok IS FALSE }");
  EXPECT_EQ(text_of(FilterPattern::exists("$.id")), R"({ $.id = "*" })");
  EXPECT_EQ(text_of(FilterPattern::not_exists("$.id")), "{ $.id NOT EXISTS }");
  EXPECT_EQ(text_of(FilterPattern::is_null("$.id") &&
                    (FilterPattern::boolean("$.a", true) || FilterPattern::boolean("$.b", true))),
            "{ ($.id IS NULL) && (($.a IS TRUE) || ($.b IS TRUE)) }");
}

TEST_F(FilterPatternTest, fields_between_spaces_have_conditions) {
  using Is = FilterComparison;
  EXPECT_EQ(text_of(FilterPattern::space_delimited({"ip", "...", "status", "bytes"})
                        .where_number("status", Is::greater_or_equal, 400)
                        .where_number("status", Is::less, 500)
                        .where_text("ip", Is::equal, "10.*")),
            R"([ip = "10.*", ..., status >= 400 && status < 500, bytes])");
}

class LogFiltersTest : public testing_support::OneStackTest {
 protected:
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
};

TEST_F(LogFiltersTest, a_metric_filter_counts_events) {
  MetricFilter& filter = logs.add_metric_filter({
      .id = "Errors",
      .metric_name = "Errors",
      .name_space = "Shop",
      .pattern = FilterPattern::all_terms({"ERROR"}),
  });
  EXPECT_EQ(properties("LogsErrors"),
            R"({"FilterPattern":"\"ERROR\"","LogGroupName":{"Ref":"Logs"},)"
            R"("MetricTransformations":[{"MetricName":"Errors","MetricNamespace":"Shop",)"
            R"("MetricValue":"1"}]})");
  (void)filter.metric().sum();
  (void)filter.resource();
}

TEST_F(LogFiltersTest, every_property_of_a_metric_filter_is_written_where_it_belongs) {
  logs.add_metric_filter({
      .id = "Wait",
      .metric_name = "Wait",
      .name_space = "Shop",
      .pattern = FilterPattern::exists("$.ms"),
      .dimensions = {{"Page", "$.page"}},
      .filter_name = "wait",
      .unit = "Milliseconds",
      .value = "$.ms",
  });
  logs.add_metric_filter({
      .id = "All",
      .metric_name = "All",
      .name_space = "Shop",
      .pattern = FilterPattern::all_events(),
      .default_value = 0,
  });
  EXPECT_EQ(properties("LogsWait"),
            R"({"FilterPattern":"{ $.ms = \"*\" }","LogGroupName":{"Ref":"Logs"},)"
            R"("MetricTransformations":[{"MetricName":"Wait","MetricNamespace":"Shop",)"
            R"("MetricValue":"$.ms","Dimensions":[{"Key":"Page","Value":"$.page"}],)"
            R"("Unit":"Milliseconds"}],"FilterName":"wait"})");
  EXPECT_THAT(properties("LogsAll"), HasSubstr(R"("DefaultValue":0)"));
}

TEST_F(LogFiltersTest, what_a_metric_filter_cannot_be_is_an_error) {
  const auto add = [this](std::string_view id, const FilterPattern& pattern) {
    logs.add_metric_filter({.id = id, .metric_name = "M", .name_space = "N", .pattern = pattern});
  };
  add("Joined", FilterPattern::all_events() && FilterPattern::exists("$.a"));
  add("Field", FilterPattern::space_delimited({"a"}).where_text("b", FilterComparison::equal, "c"));
  add("Words", FilterPattern::all_events().where_text("b", FilterComparison::equal, "c"));
  logs.add_metric_filter({.id = "Default",
                          .metric_name = "M",
                          .name_space = "N",
                          .pattern = FilterPattern::all_events(),
                          .default_value = 1,
                          .dimensions = {{"A", "$.a"}}});
  EXPECT_EQ(codes_of(app), "OT2213 OT2213 OT2213 OT2214");
}

TEST_F(LogFiltersTest, a_function_gets_events_once_it_permits_that) {
  Function& fn = stack.add(FunctionProps{.id = "Fn",
                                         .code = FunctionCode::inline_text("pass"),
                                         .handler = "index.h",
                                         .runtime = Runtime::python3_13});
  logs.add_subscription({.id = "ToFn", .destination = fn, .filter_name = "all"});
  EXPECT_EQ(resource("LogsToFn"),
            R"({"Type":"AWS::Logs::SubscriptionFilter","DependsOn":"FnTestLogsToFnDelivery",)"
            R"("Properties":{"DestinationArn":{"Fn::GetAtt":["Fn","Arn"]},"FilterPattern":"",)"
            R"("LogGroupName":{"Ref":"Logs"},"FilterName":"all"}})");
  EXPECT_EQ(properties("FnTestLogsToFnDelivery"),
            R"({"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"Fn"},)"
            R"("Principal":"logs.amazonaws.com","SourceAccount":{"Ref":"AWS::AccountId"},)"
            R"("SourceArn":{"Fn::GetAtt":["Logs","Arn"]}})");
}

// Stands for a stream.
class Stream final : public Construct, public EventTarget {
 public:
  Stream(Attach at, const struct StreamProps&) : Construct(std::move(at)) {}
  [[nodiscard]] Value<std::string> event_target_arn() const override {
    return "arn:aws:kinesis:eu-west-1:123456789012:stream/s";
  }
  void grant_delivery(Grantee& sender) const override {
    sender.add_to_policy({.actions = {"kinesis:PutRecord"},
                          .resources = {"arn:aws:kinesis:eu-west-1:123456789012:stream/s"}});
  }
};

struct StreamProps {
  using Makes = Stream;
  Id id;
};

TEST_F(LogFiltersTest, whatever_else_gets_events_by_a_role) {
  Stream& stream = stack.add(StreamProps{.id = "Stream"});
  SubscriptionFilter& filter =
      logs.add_subscription({.id = "ToStream",
                             .destination = stream,
                             .distribution = LogDistribution::random,
                             .pattern = FilterPattern::all_terms({"ERROR"})});
  EXPECT_NE(filter.role(), nullptr);
  EXPECT_EQ(
      resource("LogsToStream"),
      R"({"Type":"AWS::Logs::SubscriptionFilter","DependsOn":)"
      R"("LogsToStreamRoleDefaultPolicy","Properties":{"DestinationArn":"arn:aws:kinesis:eu-west-1:123456789012:stream/s",)"
      R"("FilterPattern":"\"ERROR\"","LogGroupName":{"Ref":"Logs"},"Distribution":"Random",)"
      R"("RoleArn":{"Fn::GetAtt":["LogsToStreamRole","Arn"]}}})");
  EXPECT_THAT(properties("LogsToStreamRole"),
              HasSubstr(R"("Condition":{"StringLike":{"aws:SourceArn":{"Fn::Sub":)"
                        R"("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*"}}})"));
}

TEST_F(LogFiltersTest, a_given_role_gets_the_right_to_deliver) {
  Stream& stream = stack.add(StreamProps{.id = "Stream"});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("logs.amazonaws.com")});
  logs.add_subscription({.id = "ToStream", .destination = stream, .role = role});
  EXPECT_THAT(properties("RoleDefaultPolicy"), HasSubstr(R"("Action":"kinesis:PutRecord")"));
}

TEST_F(LogFiltersTest, a_query_is_saved_for_log_groups) {
  QueryDefinition& query = stack.add(QueryDefinitionProps{.id = "Query",
                                                          .name = "shop/last",
                                                          .query = "fields @message | limit 20",
                                                          .language = LogQueryLanguage::sql,
                                                          .log_groups = {logs}});
  stack.add(OutputProps{.id = "Id", .value = query.query_id()});
  EXPECT_EQ(properties("Query"),
            R"({"Name":"shop/last","QueryString":"fields @message | limit 20",)"
            R"("LogGroupNames":[{"Ref":"Logs"}],"QueryLanguage":"SQL"})");
}

TEST_F(LogFiltersTest, sensitive_data_is_audited_and_masked) {
  LogGroup& findings = LogGroup::from_name(stack, "Findings", "/aws/vendedlogs/findings");
  Bucket& bucket = Bucket::from_name(stack, "Bucket", "findings");
  stack.add(LogGroupProps{
      .id = "Masked",
      .data_protection = DataProtection{
          .identifiers = {"EmailAddress"}, .audit_bucket = bucket, .audit_log_group = findings}});
  EXPECT_EQ(
      testing_support::object_at(properties("Masked"), "DataProtectionPolicy"),
      R"({"Name":"data-protection-policy","Version":"2021-06-01","Statement":[{"Sid":"audit",)"
      R"("DataIdentifier":[{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:dataprotection::aws:data-identifier/EmailAddress"}],)"
      R"("Operation":{"Audit":{"FindingsDestination":{"CloudWatchLogs":{"LogGroup":)"
      R"("/aws/vendedlogs/findings"},"S3":{"Bucket":"findings"}}}}},{"Sid":"redact",)"
      R"("DataIdentifier":[{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:dataprotection::aws:data-identifier/EmailAddress"}],)"
      R"("Operation":{"Deidentify":{"MaskConfig":{}}}}]})");
}

TEST_F(LogFiltersTest, an_imported_log_group_is_known_by_its_arn) {
  const LogGroup& bare =
      LogGroup::from_arn(stack, "Bare", "arn:aws:logs:eu-west-1:123456789012:log-group:/a/b");
  const LogGroup& full =
      LogGroup::from_arn(stack, "Full", "arn:aws:logs:eu-west-1:123456789012:log-group:/a/b:*");
  for (const LogGroup* group : {&bare, &full}) {
    EXPECT_EQ(group->name().literal_text(), "/a/b");
    EXPECT_EQ(group->arn().literal_text(), "arn:aws:logs:eu-west-1:123456789012:log-group:/a/b:*");
    EXPECT_EQ(group->arn_without_streams().literal_text(),
              "arn:aws:logs:eu-west-1:123456789012:log-group:/a/b");
  }
  const Parameter& parameter = stack.add(ParameterProps{.id = "Arn"});
  const LogGroup& later =
      LogGroup::from_arn(stack, "Later", as<cfn::logs::LogGroupArn>(parameter.value()));
  stack.add(OutputProps{.id = "Name", .value = later.name()});
  EXPECT_THAT(testing_support::compact_template(app),
              HasSubstr(R"({"Fn::Select":[6,{"Fn::Split":[":",{"Ref":"Arn"}]}]})"));
}

}  // namespace
}  // namespace omnitrack
