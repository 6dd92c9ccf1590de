#include "late_props.hpp"
#include <omnitrack/appsync/graphql_api.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/iot/topic_rule.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class LateAppsTest : public testing_support::LatePropsTest {};

TEST_F(LateAppsTest, an_api_from_texts_that_are_gone) {
  add_later([&] {
    const std::string field = "order";
    return GraphqlApiProps{
        .id = std::string("Api"),
        .schema = GraphqlText::text("type Query { " + field + ": String }"),
        .auth = GraphqlAuth::open_id("https://" + field + ".example"),
        .name = field + "s",
    };
  });
  EXPECT_THAT(properties("ApiSchema"), HasSubstr("type Query { order: String }"));
  EXPECT_THAT(properties("Api"), HasSubstr(R"("Issuer":"https://order.example")"));
}

TEST_F(LateAppsTest, a_rule_with_actions_from_a_loop) {
  auto& queue = stack.add(QueueProps{.id = "Queue"});
  add_later([&] {
    std::vector<TopicRuleAction> actions;
    for (const char* topic : {"a", "b"}) {
      actions.push_back(TopicRuleAction::republish("alerts/" + std::string(topic)));
    }
    actions.push_back(TopicRuleAction::send(queue));
    return TopicRuleProps{.id = std::string("Rule"),
                          .actions = actions,
                          .sql = "SELECT * FROM '" + std::string("sensors") + "'"};
  });
  EXPECT_THAT(properties("Rule"), HasSubstr(R"("Topic":"alerts/b")"));
  EXPECT_THAT(properties("Rule"), HasSubstr(R"("Sql":"SELECT * FROM 'sensors'")"));
}

}  // namespace
}  // namespace omnitrack
