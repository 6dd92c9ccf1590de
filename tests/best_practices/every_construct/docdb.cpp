#include "every_construct.hpp"

namespace every_construct {

void add_docdb(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(DocumentClusterProps{.id = "DocumentCluster", .vpc = in.vpc});
}

}  // namespace every_construct
