#include "every_construct.hpp"

namespace every_construct {

void add_redshift(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(RedshiftClusterProps{.id = "Redshift", .vpc = in.vpc});
}

}  // namespace every_construct
