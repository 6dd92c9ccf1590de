// Two stacks that a test deploys: what is configured decides what changes from one deployment to
// the next.

#include <cstdint>
#include <string>

#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/reference_strength.hpp>
#include <omnitrack/run.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace {

using namespace omnitrack;

// How the queue names the table.
enum class TableTag { none, strong, weak };

struct Config {
  std::int64_t visibility = 30;
  std::string table_name = "orders";
  bool has_table = true;
  bool has_parameter = false;
  TableTag table_tag = TableTag::none;
  std::string store_account;
  std::int64_t padding = 0;
  std::string protection;

  void describe(ConfigSchema& schema) {
    schema.key("visibility", visibility, 0, 43200, "seconds of the queue");
    schema.key("table_name", table_name, "the table's name");
    schema.key("has_table", has_table, "whether there is a table");
    schema.key("has_parameter", has_parameter, "whether the template has a parameter");
    schema.key("protection", protection, "whether the store is protected: yes, no or empty");
    schema.key("table_tag", table_tag, {"none", "strong", "weak"}, "how the queue names the table");
    schema.key("store_account", store_account, "another account, which has the store");
    schema.key("padding", padding, 0, 100000, "bytes of metadata");
  }
};

void build(App& app, const Config& config) {
  const bool is_elsewhere = !config.store_account.empty();
  StackProps store_props{
      .id = "Store",
      .account = config.store_account,
      .outputs_role = is_elsewhere ? "arn:aws:iam::" + config.store_account + ":role/outputs" : ""};
  if (!config.protection.empty()) store_props.termination_protection = config.protection == "yes";
  auto& store = app.add(store_props);
  Value<std::string> table_arn;
  if (config.has_table) {
    table_arn = store
                    .add(TableProps{.id = "Orders",
                                    .partition_key = {"PK"},
                                    .removal_policy = RemovalPolicy::destroy,
                                    .table_name = config.table_name})
                    .arn();
  }
  auto& shop = app.add(StackProps{.id = "Shop", .account = is_elsewhere ? "123456789012" : ""});
  auto& jobs = shop.add(QueueProps{.id = "Jobs", .visibility_timeout = config.visibility});
  shop.add(OutputProps{.id = "JobsUrl", .value = jobs.url()});
  shop.depends_on(store);
  if (config.table_tag == TableTag::strong) jobs.add_tag("Table", strong(table_arn));
  if (config.table_tag == TableTag::weak) jobs.add_tag("Table", weak(table_arn));
  if (config.has_parameter) {
    auto& stage = shop.add(ParameterProps{.id = "Stage"});
    shop.add(OutputProps{.id = "StageName", .value = stage.value()});
  }
  if (config.padding != 0) {
    jobs.resource().override_at("/Metadata/Padding",
                                std::string(static_cast<std::size_t>(config.padding), 'x'));
  }
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
