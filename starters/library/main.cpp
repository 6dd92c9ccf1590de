// An app that shows the constructs of this library.

#include <@NAME@/work_queue.hpp>

using namespace omnitrack;

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "@NAME@"});
  auto& orders = stack.add(WorkQueueProps{.id = "Orders", .attempts = 3});
  stack.add(OutputProps{.id = "OrdersUrl", .value = orders.jobs().url()});
}

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
