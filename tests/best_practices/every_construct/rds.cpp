#include "every_construct.hpp"

namespace every_construct {

void add_rds(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& instance = stack.add(DatabaseInstanceProps{
      .id = "Database", .engine = DatabaseEngine::postgres("17.6"), .vpc = in.vpc});
  stack.add(DatabaseProxyProps{
      .id = "DatabaseProxy", .secrets = {instance.secret()}, .target = instance});
  stack.add(DatabaseClusterProps{
      .id = "DatabaseCluster", .engine = DatabaseEngine::aurora_postgres("17.5"), .vpc = in.vpc});
  stack.add(DatabaseEventSubscriptionProps{.id = "DatabaseEvents", .topic = in.topic});
}

}  // namespace every_construct
