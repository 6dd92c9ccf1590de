// An app whose constructs stand in other places from one refactoring to the next.

#include <omnitrack/run.hpp>

namespace {

using namespace omnitrack;

enum class Layout {
  flat,           // as it was deployed
  nested,         // the data in a construct of its own
  told,           // the same, and told by moved()
  changed,        // nested, and the table changed somewhat
  twins,          // two tables that are alike
  renamed_twins,  // the same, under other names
  logging         // a function with its log group beside the table
};

struct Config {
  Layout layout = Layout::flat;
  std::string table_stack = "Shop";
  std::string shop_name = "Shop";

  void describe(ConfigSchema& schema) {
    schema.key("layout", layout,
               {"flat", "nested", "told", "changed", "twins", "renamed_twins", "logging"},
               "where it stands");
    schema.key("table_stack", table_stack, "the stack that the table is in");
    schema.key("shop_name", shop_name, "the name of the stack");
  }
};

Json key_schema() {
  return Json::array({Json::object({{"AttributeName", "Id"}, {"KeyType", "HASH"}})});
}

UntypedResource& add_table(Construct& parent, const Id& id) {
  auto& table = parent.add(UntypedResourceProps{.id = id, .type = "AWS::DynamoDB::Table"});
  table.set("AttributeDefinitions",
            Json::array({Json::object({{"AttributeName", "Id"}, {"AttributeType", "S"}})}));
  table.set("BillingMode", "PAY_PER_REQUEST");
  table.set("KeySchema", key_schema());
  return table;
}

struct GroupProps {
  using Makes = class Group;
  Id id;
};
class Group : public Construct {
 public:
  Group(Attach at, const GroupProps&) : Construct(std::move(at)) {}
};

void add_topic(Construct& parent, const Id& id, std::string_view display_name) {
  parent.add(UntypedResourceProps{.id = id, .type = "AWS::SNS::Topic"})
      .set("DisplayName", display_name);
}

// The function says where its logs go, so its log group cannot be named after it.
void add_function(Stack& shop) {
  auto& function = shop.add(UntypedResourceProps{.id = "Seller", .type = "AWS::Lambda::Function"});
  auto& logs = function.add(UntypedResourceProps{.id = "LogGroup", .type = "AWS::Logs::LogGroup"});
  function.set("Code", Json::object({{"ZipFile", "exports.handler = async () => 1;"}}));
  function.set("Handler", "index.handler");
  function.set("Role", "arn:aws:iam::123456789012:role/seller");
  function.set("Runtime", "nodejs22.x");
  function.set("LoggingConfig", Json::object({{"LogGroup", logs.ref()}}));
  auto& group =
      function.add(UntypedResourceProps{.id = "SecurityGroup", .type = "AWS::EC2::SecurityGroup"});
  group.set("GroupDescription", "the seller");
  group.set("VpcId", "vpc-0123456789abcdef0");
}

void add_data(App& app, Stack& shop, const Config& config) {
  if (config.layout == Layout::flat) {
    add_table(shop, "Orders").set("TableName", "orders");
    add_topic(shop, "Events", "events");
    return;
  }
  Group& data = shop.add(GroupProps{.id = "Data"});
  UntypedResource& table = add_table(data, "Orders");
  table.set("TableName", "orders");
  if (config.layout == Layout::changed) table.set("DeletionProtectionEnabled", true);
  add_topic(data, "Events", "events");
  if (config.layout == Layout::told) {
    app.moved("Shop/Orders", "Shop/Data/Orders");
    app.moved("Shop/Events", "Shop/Data/Events");
  }
}

void build(App& app, const Config& config) {
  auto& shop = app.add(StackProps{.id = "Shop", .stack_name = config.shop_name});
  add_topic(shop, "Alarms", "alarms");
  if (config.table_stack != "Shop") {
    auto& other = app.add(StackProps{.id = config.table_stack});
    add_table(other, "Orders").set("TableName", "orders");
    add_topic(shop, "Events", "events");
  } else if (config.layout == Layout::twins) {
    add_table(shop, "A");
    add_table(shop, "B");
  } else if (config.layout == Layout::renamed_twins) {
    add_table(shop, "C");
    add_table(shop, "D");
  } else if (config.layout == Layout::logging) {
    add_table(shop, "Orders").set("TableName", "orders");
    add_function(shop);
  } else {
    add_data(app, shop, config);
  }
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
