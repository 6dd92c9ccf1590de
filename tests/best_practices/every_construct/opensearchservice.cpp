#include "every_construct.hpp"

namespace every_construct {

void add_opensearchservice(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(DomainProps{.id = "SearchDomain", .version = "OpenSearch_2.19", .vpc = in.vpc});
}

}  // namespace every_construct
