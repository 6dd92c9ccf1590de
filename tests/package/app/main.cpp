#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

static void build(App& app) {
  auto& stack = app.add(StackProps{.id = "Users"});
  auto& logs = stack.add(
      LogGroupProps{.id = "Logs", .name = "/users/app", .retention = RetentionDays::one_week});
  auto& topic = stack.add(cfn::sns::TopicProps{.id = "Topic"});
  topic.add_metadata("Logs", logs.name());
  stack.add(OutputProps{.id = "TopicArn", .value = topic.ref()});
}

int main(int argc, char** argv) { return run(argc, argv, build); }
