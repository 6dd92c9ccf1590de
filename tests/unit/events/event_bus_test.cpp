#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/events.hpp>
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/events/event_rule.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class EventBusTest : public testing_support::OneStackTest {};

TEST_F(EventBusTest, a_bus_is_named_after_its_stack_and_its_path) {
  stack.add(EventBusProps{.id = "Orders"});
  EXPECT_EQ(resource("Orders"), R"({"Type":"AWS::Events::EventBus",)"
                                R"("Properties":{"Name":{"Fn::Sub":"${AWS::StackName}-Orders"}}})");
}

TEST_F(EventBusTest, every_property_is_written_where_it_belongs) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  Queue& dead = stack.add(QueueProps{.id = "Dead"});
  EventBus& bus = stack.add(EventBusProps{
      .id = "Orders",
      .bus_name = "orders",
      .dead_letter_queue = dead,
      .description = "All orders",
      .kms_key = key,
      .log_details = true,
      .log_level = EventBusLogLevel::error,
  });
  bus.add_archive("All", {.archive_name = "all",
                          .days = 30,
                          .description = "All of them",
                          .pattern = {.source = {"shop"}}});
  bus.add_to_resource_policy(
      "Partner", {.actions = {"events:PutEvents"},
                  .principals = PolicyPrincipal::aws("arn:aws:iam::210987654321:root")});
  EXPECT_EQ(properties("Orders"),
            R"({"Name":"orders","DeadLetterConfig":{"Arn":{"Fn::GetAtt":["Dead","Arn"]}},)"
            R"("Description":"All orders","KmsKeyIdentifier":{"Fn::GetAtt":["Key","Arn"]},)"
            R"("LogConfig":{"IncludeDetail":"FULL","Level":"ERROR"}})");
  EXPECT_EQ(properties("OrdersAll"),
            R"({"SourceArn":{"Fn::GetAtt":["Orders","Arn"]},"ArchiveName":"all",)"
            R"("Description":"All of them","EventPattern":{"source":["shop"]},)"
            R"("RetentionDays":30})");
  EXPECT_EQ(properties("OrdersPartner"),
            R"({"StatementId":"Partner","EventBusName":{"Ref":"Orders"},)"
            R"("Statement":{"Sid":"Partner","Effect":"Allow",)"
            R"("Principal":{"AWS":"arn:aws:iam::210987654321:root"},"Action":"events:PutEvents",)"
            R"("Resource":{"Fn::GetAtt":["Orders","Arn"]}}})");
  EXPECT_THAT(properties("Key"),
              HasSubstr(R"("kms:EncryptionContext:aws:events:event-bus:arn":{"Fn::Sub":)"
                        R"("arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:)"
                        R"(event-bus/orders"})"));
  EXPECT_THAT(properties("DeadPolicy"), HasSubstr("event-bus/orders"));
}

TEST_F(EventBusTest, a_bus_for_a_partner_has_the_name_of_the_source) {
  stack.add(EventBusProps{.id = "Partner", .event_source_name = "aws.partner/shop.example/1"});
  EXPECT_EQ(properties("Partner"), R"({"Name":"aws.partner/shop.example/1",)"
                                   R"("EventSourceName":"aws.partner/shop.example/1"})");
}

TEST_F(EventBusTest, buses_that_are_made_elsewhere_are_granted_by_their_arns) {
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  EventBus& standard = EventBus::default_bus(stack, "Default");
  EventBus& named = EventBus::from_name(stack, "Named", "orders");
  EventBus& other =
      EventBus::from_arn(stack, "Other", "arn:aws:events:eu-west-1:210987654321:event-bus/theirs");
  EXPECT_TRUE(standard.is_default());
  EXPECT_EQ(other.name().literal_text(), "theirs");
  named.grant_put_events(role);
  other.grant_put_events(role);
  EXPECT_THAT(properties("RoleDefaultPolicy"), HasSubstr("event-bus/orders"));
  EXPECT_THAT(properties("RoleDefaultPolicy"),
              HasSubstr(R"("arn:aws:events:eu-west-1:210987654321:event-bus/theirs")"));
}

TEST_F(EventBusTest, rules_on_a_bus_are_measured_by_both_names) {
  EventBus& bus = stack.add(EventBusProps{.id = "Orders", .bus_name = "orders"});
  EventRule& rule =
      stack.add(EventRuleProps{.id = "Rule", .event_bus = bus, .pattern = {.source = {"shop"}}});
  static_cast<void>(rule.metric_invocations());
  static_cast<void>(bus.metric_matched_events());
  EXPECT_EQ(properties("Rule"), R"({"EventBusName":{"Ref":"Orders"},)"
                                R"("EventPattern":{"source":["shop"]},"State":"ENABLED"})");
}

TEST_F(EventBusTest, mistakes_are_errors) {
  const std::string name = "default";
  const int days = -1;
  stack.add(EventBusProps{.id = "A", .bus_name = name});
  stack.add(EventBusProps{.id = "B"}).add_archive("All", {.days = days});
  EventBus::from_arn(stack, "C", "orders");
  static_cast<void>(EventBus::default_bus(stack, "D").resource());
  EXPECT_EQ(codes_of(app), "OT3125 OT3124 OT3106 OT2901");
}

}  // namespace
}  // namespace omnitrack
