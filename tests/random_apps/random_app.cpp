#include "random_app.hpp"

namespace random_apps {

RandomApp::RandomApp(App& app, unsigned seed, Extra extra) : random_(seed) {
  const int stacks = below(3) + 1;
  for (int i = 0; i < stacks; ++i) {
    auto& stack = app.add(StackProps{.id = "Stack" + std::to_string(i)});
    own_queues_.clear();
    for (int made = below(3); made > 0; --made) {
      parameters_.push_back(
          &stack.add(ParameterProps{.id = next_id("Parameter"), .default_value = "some text"}));
    }
    add_table(stack);
    fill(stack, 0);
    for (Function* caller : callers_) give(*caller);
    callers_.clear();
    parameters_.clear();
    if (one_in(2)) stack.add_tag("seed", std::to_string(seed));
    if (i == 0 && extra.unrelated) stack.add(BucketProps{.id = "Unrelated"});
  }
}

std::string RandomApp::next_id(std::string_view kind) {
  return std::string(kind) + std::to_string(made_++);
}

void RandomApp::fill(Construct& scope, int depth) {
  for (int left = below(5) + 2; left > 0; --left) {
    if (depth < 3 && one_in(5)) {
      fill(scope.add(GroupProps{.id = next_id("Group")}), depth + 1);
    } else {
      add_one(scope);
    }
  }
}

void RandomApp::add_one(Construct& scope) {
  switch (below(14)) {
    case 0:
    case 1:
      callers_.push_back(&add_function(scope, "Caller"));
      break;
    case 2:
      workers_.push_back(&add_function(scope, "Worker"));
      break;
    case 3:
    case 4:
      add_bucket(scope);
      break;
    case 5:
      add_table(scope);
      break;
    case 6:
    case 7:
      add_queue(scope);
      break;
    case 8:
      add_topic(scope);
      break;
    case 9:
      add_rule(scope);
      break;
    case 10:
      add_alarm(scope);
      break;
    case 11:
      keys_.push_back(&scope.add(KeyProps{.id = next_id("Key")}));
      secrets_.push_back(&scope.add(SecretProps{.id = next_id("Secret")}));
      break;
    case 12:
      add_network(scope);
      break;
    default:
      add_api(scope);
  }
}

Function& RandomApp::add_function(Construct& scope, std::string_view kind) {
  FunctionProps props{
      .id = next_id(kind),
      .code = FunctionCode::inline_text("def handler(event, context):\n    return event\n"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  };
  const int seconds = below(800) + 1;
  const int megabytes = 128 * (below(8) + 1);
  if (one_in(2)) props.timeout = seconds;
  if (one_in(2)) props.memory = megabytes;
  if (one_in(3)) props.tracing = true;
  if (one_in(4)) props.log_group = scope.add(LogGroupProps{.id = next_id("Logs")});
  Function& made = scope.add(props);
  if (const Parameter* parameter = any_of(parameters_); parameter != nullptr && one_in(2)) {
    made.add_environment("GIVEN", concat("a ", parameter->value(), " of ", made.stack().region()));
  }
  if (one_in(6))
    made.resource().override_at("/Properties/Description", "It's \"odd\" ${here} \\ é 🙂");
  if (one_in(6)) {
    scope.add(FunctionAliasProps{
        .id = next_id("Live"), .function = made, .version = made.current_version()});
  }
  return made;
}

void RandomApp::add_bucket(Construct& scope) {
  BucketProps props{.id = next_id("Bucket"), .event_bridge = one_in(3), .versioning = one_in(2)};
  if (one_in(3))
    props.lifecycle_rules = {LifecycleRule{.expire_after_days = below(300) + 1, .id = "Old"}};
  if (Bucket* logs = any_of(buckets_); logs != nullptr && one_in(4))
    props.access_log_bucket = *logs;
  if (one_in(3)) props.removal_policy = RemovalPolicy::destroy;
  Bucket& made = scope.add(props);
  if (Function* worker = any_of(workers_); worker != nullptr && one_in(2)) {
    made.notify_function(*worker);
  }
  buckets_.push_back(&made);
}

void RandomApp::add_table(Construct& scope) {
  TableProps props{
      .id = next_id("Table"), .partition_key = {"Id"}, .stream = StreamView::new_image};
  if (one_in(2)) props.sort_key = {"At", AttributeType::number};
  if (one_in(3)) {
    props.global_indexes = {GlobalIndex{.name = "ByKind", .partition_key = {"Kind"}}};
  }
  if (one_in(3)) props.ttl_attribute = "Expires";
  tables_.push_back(&scope.add(props));
}

void RandomApp::add_queue(Construct& scope) {
  QueueProps props{.id = next_id("Queue"), .visibility_timeout = 900};
  if (Queue* dead = any_of(own_queues_); dead != nullptr && one_in(2)) {
    const int receives = below(9) + 1;
    props.dead_letter_queue = DeadLetterQueue{.queue = *dead, .max_receive_count = receives};
  }
  if (Key* key = any_of(keys_); key != nullptr && one_in(3)) props.kms_key = *key;
  Queue& made = scope.add(props);
  if (Function* worker = any_of(workers_); worker != nullptr && one_in(3)) {
    // Its role must be let read, so that a worker of an earlier stack would need a later one.
    if (&worker->stack() == &made.stack()) worker->add_event_source(SqsEventSource{.queue = made});
  }
  queues_.push_back(&made);
  own_queues_.push_back(&made);
}

void RandomApp::add_topic(Construct& scope) {
  Topic& made = scope.add(TopicProps{.id = next_id("Topic")});
  if (Queue* queue = any_of(own_queues_); queue != nullptr && one_in(2)) {
    made.add_subscription("Queue", *queue);
  }
  if (Function* worker = any_of(workers_); worker != nullptr && one_in(2)) {
    made.add_subscription("Worker", *worker);
  }
  topics_.push_back(&made);
}

void RandomApp::add_rule(Construct& scope) {
  Function* worker = any_of(workers_);
  Topic* topic = any_of(topics_);
  if (worker == nullptr) return;
  scope.add(EventRuleProps{
      .id = next_id("Rule"), .schedule = "rate(5 minutes)", .targets = {{.target = *worker}}});
  if (topic == nullptr || !one_in(2)) return;
  scope.add(EventRuleProps{
      .id = next_id("Rule"), .pattern = {.source = {"aws.s3"}}, .targets = {{.target = *topic}}});
}

void RandomApp::add_alarm(Construct& scope) {
  const Function* worker = any_of(workers_);
  if (worker == nullptr) return;
  AlarmProps props{.id = next_id("Alarm"), .metric = worker->metric_errors(), .threshold = 1};
  if (Topic* topic = any_of(topics_); topic != nullptr && one_in(2)) {
    props.alarm_actions = {*topic};
  }
  scope.add(props);
}

void RandomApp::add_network(Construct& scope) {
  auto& vpc = scope.add(VpcProps{.id = next_id("Vpc"), .availability_zones = below(3) + 1});
  auto& server = scope.add(SecurityGroupProps{.id = next_id("Server"), .vpc = vpc});
  auto& client = scope.add(SecurityGroupProps{.id = next_id("Client"), .vpc = vpc});
  server.allow_from(client, Port::tcp(below(60000) + 1));
}

void RandomApp::add_api(Construct& scope) {
  Function* worker = any_of(workers_);
  if (worker == nullptr) return;
  auto& api = scope.add(HttpApiProps{.id = next_id("Api")});
  api.add_route("GET /things", HttpRouteIntegration::function(*worker));
  api.add_route("POST /things", HttpRouteIntegration::function(*worker));
  scope.add(OutputProps{.id = next_id("Url"), .value = api.url("/things")});
}

void RandomApp::give(Function& caller) {
  if (Table* table = any_of(tables_); table != nullptr && one_in(2)) {
    table->grant_read_write_data(caller);
    caller.add_environment("TABLE", table->name());
  }
  if (Bucket* bucket = any_of(buckets_); bucket != nullptr && one_in(2)) {
    bucket->grant_read(caller);
    caller.add_environment("PLACE", concat("s3://", bucket->name(), "/", caller.role().name()));
  }
  if (const Queue* queue = any_of(queues_); queue != nullptr && one_in(2)) {
    queue->grant_send_messages(caller);
    caller.add_environment("QUEUE", queue->url());
  }
  if (const Topic* topic = any_of(topics_); topic != nullptr && one_in(3)) {
    topic->grant_publish(caller);
  }
  if (const Secret* secret = any_of(secrets_); secret != nullptr && one_in(3)) {
    secret->grant_read(caller);
  }
  if (const Key* key = any_of(keys_); key != nullptr && one_in(4))
    key->grant_encrypt_decrypt(caller);
}

}  // namespace random_apps
