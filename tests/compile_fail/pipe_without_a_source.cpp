// says: required_source
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/pipes/pipe.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  auto& queue = stack.add(omnitrack::QueueProps{.id = "Queue"});
  auto& bus = stack.add(omnitrack::EventBusProps{.id = "Bus"});
  stack.add(omnitrack::PipeProps{
      .id = "Pipe",
#ifndef MISTAKE
      .source = queue,
#endif
      .target = bus,
  });
}
