#include "every_construct.hpp"

namespace every_construct {

void add_scheduler(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& group = stack.add(ScheduleGroupProps{.id = "ScheduleGroup"});
  stack.add(ScheduleProps{
      .id = "Schedule", .schedule = "rate(1 day)", .target = in.function, .group = group});
}

}  // namespace every_construct
