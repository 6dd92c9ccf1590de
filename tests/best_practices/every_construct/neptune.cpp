#include "every_construct.hpp"

namespace every_construct {

void add_neptune(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(NeptuneClusterProps{.id = "NeptuneCluster", .vpc = in.vpc});
}

}  // namespace every_construct
