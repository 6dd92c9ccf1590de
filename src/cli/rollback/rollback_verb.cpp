#include <algorithm>

#include "cli/deploy/failure_text.hpp"
#include "cli/deploy/progress.hpp"
#include "cli/deploy/stack_deployment.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/interrupt.hpp"
#include "cli/page/printable.hpp"
#include "cli/question.hpp"
#include "cli/rollback/rollback_words.hpp"
#include "cli/stacks/resource_place.hpp"
#include "cli/stacks/stack_choice.hpp"
#include "cli/verbs.hpp"
#include "deploy/follow.hpp"
#include "deploy/requests.hpp"

namespace omnitrack::cli {

namespace {

class RollbackVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "rollback"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Take a stack back to what it was, by the way that its status allows";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"rollback Shop", "says what it would do, asks, and follows it"},
            {"rollback Shop --skip Jobs", "leaves what cannot be taken back as it is"},
            {"rollback Shop --yes", "without asking"}};
  }

  Options options() override {
    Options options{
        {.long_name = "--skip",
         .value_name = "RESOURCE",
         .help = "leave a resource that stops the rollback as it is; NAME.RESOURCE is one in the "
                 "nested stack of that name; repeatable",
         .target = &skipped_},
        {.long_name = "--yes", .help = "go on without asking", .target = &yes_},
    };
    stacks_.add_to(options, "the stack, by its name in the app or by any deployed name");
    return options;
  }

  int run(Session& session) override {
    const Console& console = session.console;
    check_can_ask(yes_, name());
    const StackChoice choice = choose_one_stack(session, stacks_);
    const ChosenStack& stack = choice.stacks.front();
    const deploy::AwsCli aws = aws_for(stack, stacks_, console);
    const std::optional<deploy::StackState> state = deploy::state_of(aws, stack.deployed);
    if (!state) refuse_missing(stack);
    const deploy::RollbackWay way = way_from(state->status, stack, console);
    if (way == deploy::RollbackWay::continue_rollback) tell_stuck(aws, stack, state->id, console);
    console.say(quoted_name(stack.deployed) + " is in " + printable(state->status) + ": " +
                std::string(words_for_way(way, state->status)));
    if (!yes_ && !is_answered_yes("go on?")) {
      console.say("nothing was rolled back");
      return ExitCode::failed;
    }
    const InterruptGuard guard;
    const std::string last_event = deploy::last_event_of(aws, state->id);
    aws.run(deploy::rollback_call(way, state->id, deploy::new_token(), skipped_));
    return follow(aws, stack, {.stack_id = state->id, .last_event = last_event}, console);
  }

 private:
  [[nodiscard]] deploy::RollbackWay way_from(const std::string& status, const ChosenStack& stack,
                                             const Console& console) const {
    const deploy::RollbackWay way = deploy::rollback_way(status);
    if (way == deploy::RollbackWay::none) {
      throw Failure(
          quoted_name(stack.deployed) + " cannot be rolled back from " + printable(status),
          hint_without_way(status, stack.stack, console.program()));
    }
    if (!skipped_.empty() && way != deploy::RollbackWay::continue_rollback) {
      throw Failure("--skip is for a rollback that failed, and " + quoted_name(stack.deployed) +
                    " is in " + printable(status));
    }
    return way;
  }

  void tell_stuck(const deploy::AwsCli& aws, const ChosenStack& stack, const std::string& id,
                  const Console& console) const {
    const std::vector<deploy::StuckResource> stuck = deploy::stuck_resources(aws, id);
    check_skipped(skipped_, stuck, stack.deployed);
    for (const deploy::StuckResource& each : stuck) {
      const bool is_skipped = std::ranges::find(skipped_, each.logical_id) != skipped_.end();
      std::string words = printable(each.logical_id) + " (" + printable(each.type_name) + ')';
      words += is_skipped ? " is left as it is" : " could not be taken back";
      if (!each.reason.empty()) words += ": " + printable(each.reason);
      const std::string place = shown_place(origin_of_resource(stack.own, each.logical_id));
      if (!place.empty()) words += "\n  made by: " + place;
      console.say(words);
    }
  }

  static int follow(const deploy::AwsCli& aws, const ChosenStack& stack,
                    const deploy::Operation& operation, const Console& console) {
    Progress progress(console, false);
    const FollowedStack followed{.aws = aws,
                                 .name = stack.deployed,
                                 .failure = quoted_name(stack.deployed) + " was not rolled back",
                                 .origins = resource_origins(stack.own),
                                 .aim = StackAim::go_back};
    deploy::Followed end;
    switch (follow_stack(followed, operation, console.program(), progress, &end)) {
      case StackEnd::done:
        break;
      case StackEnd::failed:
        return ExitCode::failed;
      case StackEnd::interrupted:
        return ExitCode::interrupted;
    }
    const std::string words = words_for_status(stack.deployed, end.status, console.program());
    progress.say(words.empty() ? quoted_name(stack.deployed) + " is in " + end.status : words);
    return ExitCode::done;
  }

  std::vector<std::string> skipped_;
  bool yes_ = false;
  StackOptions stacks_;
};

}  // namespace

std::unique_ptr<Verb> make_rollback_verb() { return std::make_unique<RollbackVerb>(); }

}  // namespace omnitrack::cli
