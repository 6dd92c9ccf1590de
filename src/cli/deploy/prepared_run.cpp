#include "cli/deploy/prepared_run.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <stdexcept>

#include "cli/deploy/stack_deployment.hpp"
#include "cli/deploy/tell_outputs.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/interrupt.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "cli/question.hpp"
#include "cli/templates/read_template.hpp"
#include "deploy/schedule.hpp"

namespace omnitrack::cli {

namespace {

std::vector<deploy::PreparedStack> read(const std::string& file) {
  std::string problem;
  std::optional<std::string> text = read_template(file, problem);
  if (!text) throw Failure("cannot read " + file + ": " + problem);
  try {
    return deploy::read_prepared(file, std::move(*text));
  } catch (const std::invalid_argument& wrong) {
    throw Failure(file + " names no change sets: " + wrong.what(),
                  "'deploy --prepare FILE' writes such a file");
  }
}

class PreparedRun {
 public:
  PreparedRun(const PreparedRequest& request, const Console& console)
      : request_(request),
        console_(console),
        progress_(console, request.is_errors_only),
        stacks_(read(request.file)),
        outputs_(stacks_.size()) {
    for (const deploy::PreparedStack& each : stacks_) {
      deploy::AwsOptions options = request.account;
      if (!each.region.empty()) options.region = each.region;
      clis_.emplace_back(std::move(options));
    }
  }

  int run() {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < stacks_.size(); ++i) {
      if (stacks_[i].is_unchanged) continue;
      check(i);
      tell(stacks_[i]);
      names.emplace_back(stacks_[i].deployed_as);
    }
    if (names.empty()) {
      progress_.say("nothing to execute: no stack was to be changed");
      return ExitCode::done;
    }
    if (!request_.is_yes &&
        !is_answered_yes("execute " + printable(listed(names, " and ")) + '?')) {
      progress_.say("nothing was executed");
      return InterruptGuard::is_interrupted() ? ExitCode::interrupted : ExitCode::failed;
    }
    return execute_all();
  }

 private:
  // Throws Failure where a change set is not what it was.
  void check(std::size_t place) const {
    const deploy::PreparedStack& stack = stacks_[place];
    const deploy::AwsCli& aws = clis_[place];
    const std::string again = "prepare it again: nothing was executed";
    deploy::ChangeSet now;
    try {
      now = deploy::describe_change_set(aws, stack.change_set);
    } catch (const deploy::AwsFailure& failure) {
      if (failure.fault() != deploy::AwsFault::not_found) throw;
      throw Failure("the change set of " + quoted_name(stack.deployed_as) + " is gone", again);
    }
    if (now.execution_status != "AVAILABLE") {
      throw Failure("the change set of " + quoted_name(stack.deployed_as) +
                        " can no longer be executed (" + printable(now.execution_status) + ')',
                    again);
    }
    const std::optional<deploy::StackState> state = deploy::state_of(aws, stack.stack_id);
    const bool is_as_before = stack.is_new ? state && state->status == "REVIEW_IN_PROGRESS"
                                           : state && state->last_updated == stack.last_updated;
    const bool is_of_stack =
        now.stack_id == stack.stack_id &&
        (now.stack_name == stack.deployed_as || now.stack_id == stack.deployed_as);
    if (is_as_before && is_of_stack && is_same(now.verdicts, stack.verdicts) &&
        is_same(nested_of(aws, now), stack.nested)) {
      return;
    }
    throw Failure(quoted_name(stack.deployed_as) + " changed since its change set was made", again);
  }

  static std::vector<deploy::NestedVerdicts> nested_of(const deploy::AwsCli& aws,
                                                       const deploy::ChangeSet& change_set) {
    const deploy::FollowHooks hooks{
        .is_interrupted = [] { return InterruptGuard::is_interrupted(); }};
    return deploy::verdicts_of(deploy::nested_change_sets(aws, change_set, hooks));
  }

  static bool is_same(const std::vector<deploy::NestedVerdicts>& now,
                      const std::vector<deploy::NestedVerdicts>& then) {
    return std::ranges::equal(now, then,
                              [](const deploy::NestedVerdicts& a, const deploy::NestedVerdicts& b) {
                                return a.path == b.path && is_same(a.verdicts, b.verdicts);
                              });
  }

  static bool is_same(const std::vector<deploy::ResourceVerdict>& now,
                      const std::vector<deploy::ResourceVerdict>& then) {
    return std::ranges::equal(
        now, then, [](const deploy::ResourceVerdict& a, const deploy::ResourceVerdict& b) {
          return a.logical_id == b.logical_id && a.type_name == b.type_name &&
                 a.action == b.action && a.replacement == b.replacement &&
                 a.policy_action == b.policy_action;
        });
  }

  void tell(const deploy::PreparedStack& stack) {
    std::string page = page_of(stack.deployed_as, stack.verdicts);
    for (const deploy::NestedVerdicts& each : stack.nested) {
      if (!each.verdicts.empty()) {
        page += page_of(stack.deployed_as + '.' + each.path, each.verdicts);
      }
    }
    progress_.tell(page);
  }

  static std::string page_of(const std::string& stack,
                             const std::vector<deploy::ResourceVerdict>& verdicts) {
    std::string page = printable(stack) + '\n';
    for (const deploy::ResourceVerdict& each : verdicts) {
      page.append("  ").append(deploy::word_for(each)).append(" ");
      page += printable(each.type_name) + ' ' + printable(each.logical_id) + '\n';
    }
    return page;
  }

  int execute_all() {
    std::vector<std::vector<std::size_t>> needs(stacks_.size());
    for (std::size_t i = 0; i < stacks_.size(); ++i) {
      for (const std::string& other : stacks_[i].depends_on) {
        const auto found = std::ranges::find(stacks_, other, &deploy::PreparedStack::stack);
        if (found != stacks_.end()) {
          needs[i].push_back(static_cast<std::size_t>(found - stacks_.begin()));
        }
      }
    }
    const std::vector<deploy::JobEnd> ends = deploy::run_in_order(
        needs, request_.jobs, [&](std::size_t place) { return execute_one(place); });
    std::vector<StackOutputs> outputs;
    for (const std::optional<StackOutputs>& each : outputs_) {
      if (each) outputs.push_back(*each);
    }
    tell_outputs(outputs, request_.outputs_file, console_);
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (ends[i] != deploy::JobEnd::left_out) continue;
      progress_.say(quoted_name(stacks_[i].deployed_as) +
                    " was left out, since a stack that it needs was not deployed");
    }
    if (InterruptGuard::is_interrupted()) return ExitCode::interrupted;
    const bool is_done =
        std::ranges::all_of(ends, [](deploy::JobEnd end) { return end == deploy::JobEnd::done; });
    return is_done ? ExitCode::done : ExitCode::failed;
  }

  bool execute_one(std::size_t place) {
    const deploy::PreparedStack& prepared = stacks_[place];
    if (prepared.is_unchanged) return true;
    if (InterruptGuard::is_interrupted()) return false;
    try {
      const FollowedStack stack{.aws = clis_[place],
                                .name = prepared.deployed_as,
                                .changes = prepared.verdicts.size(),
                                .failure = quoted_name(prepared.deployed_as) + " was not deployed",
                                .origins = prepared.origins};
      const deploy::ChangeSet change_set{
          .id = prepared.change_set, .stack_id = prepared.stack_id, .created = prepared.created};
      if (execute(stack, change_set, request_.settings, console_.program(), progress_) !=
          StackEnd::done) {
        return false;
      }
      const std::optional<deploy::StackState> state =
          deploy::state_of(clis_[place], prepared.stack_id);
      if (state) outputs_[place] = StackOutputs{prepared.stack, state->outputs};
      return true;
    } catch (const deploy::AwsFailure& failure) {
      progress_.fail(
          quoted_name(prepared.deployed_as) + " was not deployed: " + printable(failure.what()),
          failure.hint());
      return false;
    }
  }

  const PreparedRequest& request_;
  const Console& console_;
  Progress progress_;
  std::vector<deploy::PreparedStack> stacks_;
  std::deque<deploy::AwsCli> clis_;
  std::vector<std::optional<StackOutputs>> outputs_;
};

}  // namespace

int execute_prepared(const PreparedRequest& request, const Console& console) {
  return PreparedRun(request, console).run();
}

}  // namespace omnitrack::cli
