#include "every_construct.hpp"

namespace every_construct {

void add_eks(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& cluster = stack.add(EksClusterProps{.id = "EksCluster", .vpc = in.vpc, .version = "1.34"});
  [[maybe_unused]] EksNodeGroup& nodes = cluster.add_node_group({.id = "Nodes"});
}

}  // namespace every_construct
