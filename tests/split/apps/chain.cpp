// A chain of shops in one stack, of some twelve resources each: what is configured decides which
// shops there are, in which order they are made, and what they name of one another.

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/run.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace {

using namespace omnitrack;

struct Config {
  std::int64_t shops = 110;
  std::int64_t first = 0;
  bool reversed = false;
  bool circle = false;
  bool renamed = false;
  std::int64_t extra = 0;
  bool ledger = false;
  bool fifo = false;
  bool together = false;

  void describe(ConfigSchema& schema) {
    schema.key("shops", shops, 1, 2000, "how many shops there are");
    schema.key("first", first, 0, 2000, "the first of them");
    schema.key("reversed", reversed, "whether they are made in the other order");
    schema.key("circle", circle, "whether the first shop comes to name the last one");
    schema.key("renamed", renamed, "whether the first shop has another id");
    schema.key("extra", extra, 0, 100, "further queues of the first shop");
    schema.key("ledger", ledger, "whether there is a table that is named after the alerts' topic");
    schema.key("fifo", fifo, "whether the alerts keep their order");
    schema.key("together", together, "whether all shops are in one construct");
  }
};

class Group;

struct GroupProps {
  using Makes = Group;
  Id id;
};

class Group final : public Construct {
 public:
  Group(Attach at, const GroupProps& /*props*/) : Construct(std::move(at)) {}
};

struct Shared {
  Key& key;
  Topic& alerts;
  Condition& is_audited;
  Value<std::string> stage;
};

struct Shop {
  Queue* jobs;
  Function* worker;
};

Shop add_shop(Group& group, const Shared& shared, const std::string& name) {
  auto& orders = group.add(TableProps{.id = "Orders",
                                      .partition_key = {"PK"},
                                      .removal_policy = RemovalPolicy::retain,
                                      .table_name = concat(shared.stage, "-orders-", name)});
  auto& failed = group.add(QueueProps{.id = "Failed"});
  auto& jobs = group.add(QueueProps{.id = "Jobs", .dead_letter_queue = {{failed, 5}}});
  auto& worker = group.add(FunctionProps{
      .id = "Worker",
      .code = FunctionCode::inline_text("def handler(event, context):\n    return 0\n"),
      .environment = {{"TABLE", orders.name()},
                      {"STACK", group.stack().stack_name()},
                      {"ALERTS", shared.alerts.arn()}},
      .handler = "index.handler",
      .runtime = Runtime::python3_14});
  auto& audit = group.add(QueueProps{.id = "Audit", .enforce_tls = false});
  audit.resource().set_condition(shared.is_audited);
  worker.add_environment("AUDIT", fn::if_<std::string>(shared.is_audited, audit.name(), "none"));
  orders.grant_read_write_data(worker);
  jobs.grant_send_messages(worker);
  shared.key.grant_encrypt_decrypt(worker);
  shared.alerts.grant_publish(worker);
  group.add(AlarmProps{.id = "TooOld",
                       .metric = jobs.metric_age_of_oldest_message(),
                       .threshold = 600.0,
                       .alarm_actions = {shared.alerts}});
  return {&jobs, &worker};
}

void build(App& app, const Config& config) {
  auto& stack = app.add(StackProps{.id = "Chain"});
  auto& stage = stack.add(ParameterProps{.id = "Stage", .default_value = "test"});
  auto& is_audited =
      stack.add(ConditionProps{.id = "IsAudited", .expression = fn::equals(stage.value(), "live")});
  auto& key = stack.add(KeyProps{.id = "Key"});
  auto& alerts = stack.add(TopicProps{.id = "Alerts", .fifo = config.fifo});
  const Shared shared{key, alerts, is_audited, stage.value()};
  Construct& shops =
      config.together ? static_cast<Construct&>(stack.add(GroupProps{.id = "Shops"})) : stack;
  std::vector<std::int64_t> numbers;
  for (std::int64_t i = 0; i < config.shops; ++i) numbers.push_back(config.first + i);
  if (config.reversed) std::reverse(numbers.begin(), numbers.end());
  Shop first{};
  Shop previous{};
  for (const std::int64_t number : numbers) {
    const bool is_first = number == 0;
    const std::string name = std::to_string(number);
    auto& group =
        shops.add(GroupProps{.id = config.renamed && is_first ? "ShopZero" : "Shop" + name});
    const Shop shop = add_shop(group, shared, name);
    for (std::int64_t i = 0; is_first && i < config.extra; ++i) {
      group.add(QueueProps{.id = "Extra" + std::to_string(i)});
    }
    if (previous.jobs != nullptr && !config.reversed)
      previous.jobs->grant_send_messages(*shop.worker);
    if (is_first || number % 10 == 0) {
      stack.add(OutputProps{
          .id = "Jobs" + name, .value = shop.jobs->url(), .export_name = "Jobs-" + name});
    }
    if (first.jobs == nullptr) first = shop;
    previous = shop;
  }
  if (config.ledger) {
    stack.add(GroupProps{.id = "Ledger"})
        .add(TableProps{.id = "Entries",
                        .partition_key = {"PK"},
                        .removal_policy = RemovalPolicy::destroy,
                        .table_name = concat("of-", alerts.name())});
  }
  if (config.circle) previous.jobs->grant_send_messages(*first.worker);
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
