// A stack that a test splits, and one whose topic a table of it is named after: what is configured
// decides what changes from one deployment to the next.

#include <cstdint>
#include <string>

#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/reference_strength.hpp>
#include <omnitrack/run.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace {

using namespace omnitrack;

// Where somebody accepts that the table loses its data.
enum class AcceptedAt { none, id, path, table, expired };

struct Config {
  std::string topic_name = "events";
  std::string table_name;
  std::int64_t visibility = 30;
  bool has_table = true;
  bool keeps_table = false;
  bool is_strong = false;
  AcceptedAt accepted_at = AcceptedAt::none;

  void describe(ConfigSchema& schema) {
    schema.key("topic_name", topic_name, "the topic's name");
    schema.key("table_name", table_name, "the table's name, where it is not the topic's");
    schema.key("visibility", visibility, 0, 43200, "seconds of the queue");
    schema.key("has_table", has_table, "whether there is a table");
    schema.key("keeps_table", keeps_table, "whether the table is retained");
    schema.key("is_strong", is_strong, "whether the topic's name is imported");
    schema.key("accepted_at", accepted_at, {"none", "id", "path", "table", "expired"},
               "where the loss of the table is accepted");
  }
};

void add_table(Stack& shop, const Topic& events, const Config& config) {
  TableProps props{.id = "Entries", .partition_key = {"PK"}};
  props.removal_policy = config.keeps_table ? RemovalPolicy::retain : RemovalPolicy::destroy;
  if (config.table_name.empty()) {
    const auto topic_name = config.is_strong ? strong(events.name()) : weak(events.name());
    props.table_name = concat("of-", topic_name);
  } else {
    props.table_name = config.table_name;
  }
  auto& entries = shop.add(props);
  if (config.accepted_at == AcceptedAt::table) {
    entries.accept_loss("it is filled anew", "2999-12-31");
  }
}

void build(App& app, const Config& config) {
  auto& data = app.add(StackProps{.id = "Data"});
  auto& events = data.add(TopicProps{.id = "Events", .topic_name = config.topic_name});
  auto& shop = app.add(StackProps{.id = "Shop"});
  if (config.has_table) add_table(shop, events, config);
  shop.add(QueueProps{.id = "Jobs", .visibility_timeout = config.visibility});
  shop.add(TopicProps{.id = "News"});
  if (config.accepted_at == AcceptedAt::id) {
    shop.accept_loss("Entries", "it is filled anew", "2999-12-31");
  } else if (config.accepted_at == AcceptedAt::path) {
    shop.accept_loss("Shop/Entries", "it is filled anew", "2999-12-31");
  } else if (config.accepted_at == AcceptedAt::expired) {
    shop.accept_loss("Entries", "it was filled anew", "2001-12-31");
  }
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
