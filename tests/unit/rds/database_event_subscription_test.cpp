#include "omnitrack/rds/database_event_subscription.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/sns/topic.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class DatabaseEventSubscriptionTest : public testing_support::OneStackTest {
 protected:
  Topic& topic = stack.add(TopicProps{.id = "Topic"});
};

TEST_F(DatabaseEventSubscriptionTest, a_topic_is_told_of_everything) {
  stack.add(DatabaseEventSubscriptionProps{.id = "Events", .topic = topic});
  EXPECT_EQ(resource("Events"),
            R"({"Type":"AWS::RDS::EventSubscription","DependsOn":"TopicPolicy","Properties":)"
            R"({"SnsTopicArn":{"Ref":"Topic"},"Enabled":true}})");
  EXPECT_THAT(properties("TopicPolicy"),
              HasSubstr(R"("Principal":{"Service":"events.rds.amazonaws.com"},)"
                        R"("Action":"sns:Publish","Resource":{"Ref":"Topic"},"Condition":)"
                        R"({"ArnLike":{"aws:SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:rds:)"
                        R"(${AWS::Region}:${AWS::AccountId}:*"}},"StringEquals":)"
                        R"({"aws:SourceAccount":{"Ref":"AWS::AccountId"}}})"));
}

TEST_F(DatabaseEventSubscriptionTest, every_property_is_written_where_it_belongs) {
  auto& events = stack.add(DatabaseEventSubscriptionProps{
      .id = "Events",
      .topic = topic,
      .enabled = false,
      .event_categories = {"failover"},
      .source_ids = {"orders"},
      .source_type = DatabaseEventSource::cluster,
      .subscription_name = "failovers",
  });
  events.add_source("carts");
  EXPECT_EQ(properties("Events"),
            R"({"SnsTopicArn":{"Ref":"Topic"},"Enabled":false,"EventCategories":["failover"],)"
            R"("SourceIds":["orders","carts"],"SourceType":"db-cluster",)"
            R"("SubscriptionName":"failovers"})");
}

TEST_F(DatabaseEventSubscriptionTest, sources_without_a_kind_are_errors) {
  stack.add(
      DatabaseEventSubscriptionProps{.id = "Events", .topic = topic, .source_ids = {"orders"}});
  stack.add(DatabaseEventSubscriptionProps{.id = "Later", .topic = topic}).add_source("orders");
  EXPECT_EQ(codes_of(app), "OT3940 OT3940");
}

}  // namespace
}  // namespace omnitrack
