// says: a_queue_name_has_1_to_80_letters_digits_hyphens_or_underscores_with_dot_fifo
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::QueueProps{
      .id = "Orders",
#ifdef MISTAKE
      .queue_name = "new orders",
#else
      .queue_name = "new-orders",
#endif
  });
}
