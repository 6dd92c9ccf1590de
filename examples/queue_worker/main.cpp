// A queue with a function that works on its messages. Those that fail three times are kept, and
// somebody gets an e-mail.

#include <chrono>

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

constexpr std::string_view work = R"(import json


def handler(event, context):
    for record in event["Records"]:
        print("working on", json.loads(record["body"]))
)";

void build(App& app) {
  using namespace std::chrono_literals;
  auto& stack = app.add(StackProps{.id = "Jobs", .description = "A queue with its worker"});
  auto& dead = stack.add(QueueProps{.id = "DeadJobs", .retention = 14 * 24h});
  auto& jobs = stack.add(QueueProps{
      .id = "Jobs",
      .dead_letter_queue = {{.queue = dead}},
      .visibility_timeout = 3min,
  });
  auto& worker = stack.add(FunctionProps{
      .id = "Worker",
      .code = FunctionCode::inline_text(work),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
      .timeout = 30s,
  });
  worker.add_event_source(SqsEventSource{.queue = jobs, .max_concurrency = 10});

  auto& alerts = stack.add(TopicProps{.id = "Alerts"});
  alerts.add_subscription("Operator", Subscriber::email("operator@example.com"));
  stack.add(AlarmProps{
      .id = "JobsFail",
      .metric = dead.metric_messages_visible(),
      .threshold = 1,
      .alarm_actions = {alerts},
      .treat_missing_data = MissingData::not_breaching,
  });
  stack.add(OutputProps{.id = "QueueUrl", .value = jobs.url()});
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
