#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "@NAME@"});
  auto& failed = stack.add(QueueProps{.id = "FailedJobs"});
  auto& jobs = stack.add(QueueProps{
      .id = "Jobs",
      .dead_letter_queue = {{.queue = failed, .max_receive_count = 5}},
  });
  stack.add(OutputProps{.id = "JobsUrl", .value = jobs.url()});
}

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
