// Orders come by an HTTP API to a workflow, which charges the customer, saves the order and tells
// the warehouse.

#include <chrono>

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

constexpr std::string_view charge_card = R"(class CardBusy(Exception):
    pass


def handler(event, context):
    return {"status": "paid" if event["total"] < 1000 else "refused"}
)";

void build(App& app) {
  using namespace std::chrono_literals;
  auto& stack = app.add(StackProps{.id = "Orders", .description = "A workflow for orders"});
  auto& orders = stack.add(TableProps{.id = "Table", .partition_key = {"Order"}});
  auto& warehouse = stack.add(TopicProps{.id = "Warehouse"});
  auto& charge = stack.add(FunctionProps{
      .id = "ChargeCard",
      .code = FunctionCode::inline_text(charge_card),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });

  auto& workflow = stack.add(StateMachineProps{.id = "Workflow", .timeout = 5min});
  auto& pay = workflow.add(TaskStateProps{
      .id = "Charge",
      .call = LambdaInvoke{.function = charge},
      .result_path = "$.payment",
      .retry = {{.errors = {"CardBusy"}, .interval = 2s, .max_attempts = 3}},
      .timeout = 10s,
  });
  auto& is_paid = workflow.add(ChoiceStateProps{.id = "Paid?"});
  auto& accept = workflow.add(ParallelStateProps{.id = "Accept"});
  accept.branch().add(TaskStateProps{
      .id = "Save",
      .call = DynamoPutItem{.item = {{"Order", {{"S", string_at("$.order")}}}}, .table = orders},
  });
  accept.branch().add(TaskStateProps{
      .id = "Tell the warehouse",
      .call = SnsPublish{.message = value_at("$.order"), .topic = warehouse},
  });
  auto& refuse = workflow.add(FailStateProps{.id = "Refuse", .error = "NotPaid"});
  pay.add_catch(refuse).next(is_paid);
  is_paid.when(string_at("$.payment.status") == "paid", accept).otherwise(refuse);

  auto& api = stack.add(HttpApiProps{.id = "Api"});
  api.add_route("POST /orders", HttpRouteIntegration::state_machine(workflow),
                {.authorization = HttpApiAuthorization::iam()});
  stack.add(OutputProps{.id = "Url", .value = api.url("/orders")});
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
