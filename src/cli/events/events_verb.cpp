#include <span>

#include "cli/exit_code.hpp"
#include "cli/page/table.hpp"
#include "cli/stacks/stack_choice.hpp"
#include "cli/verbs.hpp"
#include "deploy/operations.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

namespace {

using Events = std::span<const deploy::StackEvent>;

std::string events_table(Events events) {
  std::vector<std::vector<std::string>> rows{{"TIME", "RESOURCE", "STATUS", "REASON"}};
  for (const deploy::StackEvent& each : events) {
    rows.push_back({each.time, each.logical_id, each.status, each.reason});
  }
  return table_text(rows);
}

std::string events_json(Events events) {
  return support::json_text(support::JsonLayout::wide, [&](support::JsonWriter& json) {
    json.begin_object();
    json.member("format_version", "1.0");
    json.list("events", events, [&](const deploy::StackEvent& each) {
      json.begin_object();
      json.member("time", each.time);
      json.member("logical_id", each.logical_id);
      json.member_if_any("physical_id", each.physical_id);
      json.member_if_any("type", each.type_name);
      json.member("status", each.status);
      json.member_if_any("reason", each.reason);
      json.member_if_any("token", each.token);
      json.member("is_of_stack", each.is_of_stack());
      json.end_object();
    });
    json.end_object();
  });
}

class EventsVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "events"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Show what happened to a stack in its last operation";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"events Shop", "of the last operation, the earliest first"},
            {"events Shop --all", "all that CloudFormation remembers"},
            {"events Shop --json", "the same for a program"}};
  }

  Options options() override {
    Options options{
        {.long_name = "--all",
         .help = "all operations that CloudFormation remembers, those of the last 90 days",
         .target = &all_},
        {.long_name = "--json", .help = "write them as JSON", .target = &json_},
    };
    stacks_.add_to(options, "the stack, by its name in the app or by any deployed name or ARN");
    return options;
  }

  int run(Session& session) override {
    const StackChoice choice = choose_one_stack(session, stacks_);
    const std::vector<deploy::StackEvent> events =
        events_of(choice.stacks.front(), session.console);
    const auto operations = deploy::operations_in(events);
    const Events shown = all_ || operations.empty() ? Events(events) : operations.back();
    session.console.print(json_ ? events_json(shown) : events_table(shown));
    return ExitCode::done;
  }

 private:
  [[nodiscard]] std::vector<deploy::StackEvent> events_of(const ChosenStack& stack,
                                                          const Console& console) const {
    try {
      return deploy::EventFeed(stack.deployed, {}).poll(aws_for(stack, stacks_, console));
    } catch (const deploy::AwsFailure& failure) {
      if (failure.fault() == deploy::AwsFault::not_found) refuse_missing(stack);
      throw;
    }
  }

  bool all_ = false;
  bool json_ = false;
  StackOptions stacks_;
};

}  // namespace

std::unique_ptr<Verb> make_events_verb() { return std::make_unique<EventsVerb>(); }

}  // namespace omnitrack::cli
