#include "every_construct.hpp"

namespace every_construct {

void add_msk(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(KafkaClusterProps{.id = "KafkaCluster", .vpc = in.vpc});
  stack.add(ServerlessKafkaClusterProps{.id = "ServerlessKafkaCluster", .vpc = in.vpc});
}

}  // namespace every_construct
