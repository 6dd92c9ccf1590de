#include "every_construct.hpp"

namespace every_construct {

void add_amazonmq(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(BrokerProps{.id = "ActiveMq", .engine = BrokerEngine::activemq(), .vpc = in.vpc});
  stack.add(BrokerProps{.id = "RabbitMq", .engine = BrokerEngine::rabbitmq(), .vpc = in.vpc});
}

}  // namespace every_construct
