#include "every_construct.hpp"

namespace every_construct {

void add_sns(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& topic = stack.add(TopicProps{.id = "Topic"});
  topic.add_subscription("Editor", Subscriber::email("editor@example.com"));
}

}  // namespace every_construct
