// An app with requirements, two stacks, and switches that take evidence away and misspell it.

#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/config.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/requirements.hpp>
#include <omnitrack/run.hpp>

using namespace omnitrack;

namespace {

struct Config {
  bool recovery = true;
  bool misspelt = false;

  void describe(ConfigSchema& schema) {
    schema.key("recovery", recovery, "whether orders can be restored");
    schema.key("misspelt", misspelt, "whether evidence names what is nowhere");
  }
};

void require_orders(Stack& stack, const Table& orders) {
  using namespace evidence;
  stack.add(RequirementProps{
      .id = "1",
      .text = "Orders can be restored <at any time> & cost what is used",
      .evidence = {property(orders, "/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                       .is(true),
                   every("AWS::DynamoDB::Table").has("/BillingMode", "PAY_PER_REQUEST")},
      .source = "The contract, 3",
  });
}

void build(App& app, const Config& config) {
  auto& data = app.add(StackProps{.id = "Data"});
  auto& orders = data.add(TableProps{.id = "Orders", .partition_key = {"Id"}});
  orders.resource().override_at("/Properties/PointInTimeRecoverySpecification",
                                Json::object({{"PointInTimeRecoveryEnabled", config.recovery}}));
  auto& jobs = app.add(StackProps{.id = "Jobs"});
  jobs.add(cfn::sqs::QueueProps{.id = "Queue", .message_retention_period = 3600});
  require_orders(data, orders);
  jobs.add(RequirementProps{
      .id = "2",
      .text = "Jobs wait for at most an hour",
      .evidence =
          evidence::every("AWS::SQS::Queue")
              .property(config.misspelt ? "/MessageRetentionPerid" : "/MessageRetentionPeriod")
              .is_at_most(3600),
  });
  app.add(RequirementProps{
      .id = "3",
      .text = "No servers",
      .evidence = evidence::none("AWS::EC2::Instance"),
  });
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
