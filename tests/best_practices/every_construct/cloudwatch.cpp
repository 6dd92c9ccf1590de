#include "every_construct.hpp"

namespace every_construct {

void add_cloudwatch(const Surroundings& in) {
  Stack& stack = in.stack;
  const Metric errors = in.function.metric_errors();
  auto& failing = stack.add(AlarmProps{.id = "Failing", .metric = errors, .threshold = 5});
  stack.add(AnomalyAlarmProps{.id = "Unusual", .metric = errors});
  stack.add(CompositeAlarmProps{.id = "Trouble", .rule = failing});
  stack.add(DashboardProps{.id = "Dashboard", .rows = {{GraphWidget{.left = {errors}}}}});
}

}  // namespace every_construct
