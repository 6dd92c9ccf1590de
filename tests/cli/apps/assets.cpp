// Two stacks with what they upload, one of which needs a value of a third.

#include <omnitrack/lambda/function.hpp>
#include <omnitrack/run.hpp>
#include <omnitrack/s3/asset.hpp>
#include <omnitrack/sqs/queue.hpp>

using namespace omnitrack;

namespace {

struct Settings {
  std::string queue_name = "jobs";

  void describe(ConfigSchema& schema) {
    schema.key("queue_name", queue_name, "the name of the queue");
  }
};

void build(App& app, const Settings& settings) {
  Stack& jobs = app.add(StackProps{.id = "Jobs"});
  Queue& queue = jobs.add(QueueProps{.id = "Queue", .queue_name = settings.queue_name});
  Stack& work = app.add(StackProps{.id = "Work"});
  work.add(FunctionProps{
      .id = "Worker",
      .code = FunctionCode::from_folder("worker", {.ignore = {"*.log"}}),
      .environment = {{"QUEUE", queue.name()}},
      .handler = "index.handler",
      .runtime = Runtime::python3_14,
  });
  Stack& site = app.add(StackProps{.id = "Site"});
  const Asset& page = site.add(AssetProps{.id = "Page", .path = "page.html"});
  site.add(OutputProps{.id = "Url", .value = page.http_url()});
  site.add(QueueProps{.id = "Visits"});
}

}  // namespace

int main(int argc, char** argv) { return run(argc, argv, build); }
