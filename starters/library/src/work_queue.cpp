#include <@NAME@/work_queue.hpp>

using namespace omnitrack;

WorkQueue::WorkQueue(Attach at, const WorkQueueProps& props)
    : Construct(std::move(at)),
      failed_(&add(QueueProps{.id = child("Failed")})),
      jobs_(&add(QueueProps{
          .id = child("Jobs"),
          .dead_letter_queue = {{.queue = *failed_, .max_receive_count = props.attempts}},
      })) {}
