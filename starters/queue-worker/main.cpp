// A queue with the function that works on its messages. What fails five times is kept, and an alarm
// tells of it.

#include <chrono>

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

void build(App& app) {
  using namespace std::chrono_literals;
  auto& stack = app.add(StackProps{.id = "@NAME@"});
  auto& failed = stack.add(QueueProps{.id = "FailedJobs", .retention = 14 * 24h});
  auto& jobs = stack.add(QueueProps{
      .id = "Jobs",
      .dead_letter_queue = {{.queue = failed, .max_receive_count = 5}},
      .visibility_timeout = 3min,
  });
  auto& worker = stack.add(FunctionProps{
      .id = "Worker",
      .code = FunctionCode::from_folder(OMNITRACK_APP_DIR "/worker"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
      .timeout = 30s,
  });
  worker.add_event_source(SqsEventSource{.queue = jobs, .max_concurrency = 10});

  auto& alerts = stack.add(TopicProps{.id = "Alerts"});
  stack.add(AlarmProps{
      .id = "JobsFail",
      .metric = failed.metric_messages_visible(),
      .threshold = 1,
      .alarm_actions = {alerts},
      .treat_missing_data = MissingData::not_breaching,
  });
  stack.add(OutputProps{.id = "JobsUrl", .value = jobs.url()});
}

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
