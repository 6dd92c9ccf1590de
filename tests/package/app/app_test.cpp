#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/omnitrack.hpp>
#include <omnitrack/testing.hpp>

using namespace omnitrack;
using namespace omnitrack::assertions;

// Together with GoogleMock's own names, as users have them.
using namespace testing;

TEST(UsersApp, has_a_topic_that_is_told) {
  App app;
  auto& stack = app.add(StackProps{.id = "Users"});
  auto& topic = stack.add(cfn::sns::TopicProps{.id = "Topic", .display_name = "News"});
  stack.add(OutputProps{.id = "TopicArn", .value = topic.ref()});
  const Template made = template_of(stack);
  EXPECT_THAT(made, has_resource("AWS::SNS::Topic", {{"DisplayName", "News"}}));
  EXPECT_THAT(made, has_output("TopicArn", topic.ref()));
  EXPECT_THAT(made, matches_snapshot("snapshots/users.json"));
  EXPECT_THAT(findings_of(app), has_no_findings());
}
