#include "every_construct.hpp"

namespace every_construct {

void add_athena(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& workgroup = stack.add(AthenaWorkgroupProps{.id = "Workgroup", .workgroup_name = "reports"});
  stack.add(AthenaQueryProps{.id = "Query",
                             .database = GlueDatabase::from_name(stack, "QueriedDatabase", "shop"),
                             .query = "SELECT count(*) FROM orders",
                             .workgroup = workgroup});
}

}  // namespace every_construct
