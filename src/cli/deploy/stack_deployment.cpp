#include "cli/deploy/stack_deployment.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "cli/deploy/failure_text.hpp"
#include "cli/deploy/passed_template.hpp"
#include "cli/failure.hpp"
#include "cli/interrupt.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "cli/stacks/resource_place.hpp"
#include "deploy/capabilities.hpp"

namespace omnitrack::cli {

namespace {

using deploy::ChangeSet;

deploy::FollowHooks waiting_hooks(Progress& progress) {
  return {.on_tick = [&progress] { progress.tick(); },
          .is_interrupted = [] { return InterruptGuard::is_interrupted(); }};
}

[[noreturn]] void refuse_unfinished(const std::string& id) {
  throw Failure(
      "CloudFormation did not finish the change set within 30 minutes",
      "look at it by 'aws cloudformation describe-change-set --change-set-name " + id + "'");
}

ChangeSet wait_until_ready(const deploy::AwsCli& aws, const std::string& id, Progress& progress) {
  const auto end = std::chrono::steady_clock::now() + deploy::longest_making;
  const deploy::FollowHooks hooks = waiting_hooks(progress);
  for (;;) {
    ChangeSet change_set = deploy::describe_change_set(aws, id);
    if (change_set.state != ChangeSet::State::pending || InterruptGuard::is_interrupted()) {
      return change_set;
    }
    if (std::chrono::steady_clock::now() > end) refuse_unfinished(id);
    deploy::pause_for(deploy::poll_pause(), hooks);
  }
}

void tell_validations(const DeployTarget& target, const std::vector<deploy::Validation>& found,
                      Progress& progress) {
  const std::vector<deploy::ResourceOrigin> origins = resource_origins(target.made);
  for (const deploy::Validation& each : found) {
    std::string text = target.name.deployed + ": CloudFormation's validation ";
    text += each.stops ? "fails" : "warns";
    if (!each.logical_id.empty()) text += " of " + each.logical_id;
    if (!each.path.empty()) text += " at " + each.path;
    text = printable(text) + ": " + printable(each.reason);
    const std::string place = shown_origin(origins, each.logical_id);
    if (!place.empty()) text += "\n  at: " + place;
    progress.say(text);
  }
}

/// What CloudFormation says of one stack, and the names by which it is known.
struct SaidOfStack {
  std::string stack;     ///< in the diff
  std::string deployed;  ///< for people
  const ChangeSet& change_set;
};

// Of the stack and of its nested ones.
std::vector<SaidOfStack> said_of(const DeployTarget& target, const MadeChangeSet& made) {
  std::vector<SaidOfStack> said{{target.name.stack, target.name.deployed, made.change_set}};
  for (const deploy::NestedChangeSet& each : made.nested) {
    said.push_back({target.name.stack + '.' + each.path, target.name.deployed + '.' + each.path,
                    each.change_set});
  }
  return said;
}

void tell_disagreements(const SaidOfStack& said, const DeployDiff& diff, Progress& progress) {
  const std::vector<deploy::ResourceVerdict>& verdicts = said.change_set.verdicts;
  for (const deploy::Disagreement& each : diff.disagreements(said.stack, verdicts)) {
    const std::string_view ours = each.ours.empty() ? "no change" : each.ours;
    const std::string_view theirs = each.theirs.empty() ? "no change" : each.theirs;
    progress.say(printable(said.deployed) + ": CloudFormation says '" + std::string(theirs) +
                 "' of " + printable(each.logical_id) + ", and the diff says '" +
                 std::string(ours) + '\'');
  }
  for (const std::string_view each : diff.possible_losses(said.stack, verdicts)) {
    progress.say(printable(said.deployed) + ": CloudFormation may replace " + printable(each) +
                 ", which holds data; the diff says that it is kept");
  }
}

// Whether the diff shows all the data that is lost; else what it does not show was told.
bool is_loss_foreseen(const SaidOfStack& said, const DeployWork& work) {
  const std::vector<std::string_view> lost =
      work.diff.unforeseen_losses(said.stack, said.change_set.verdicts);
  if (lost.empty()) return true;
  work.loses_data = true;
  work.progress.fail(
      "CloudFormation would delete " + printable(listed(lost, " and ")) + " of " +
          quoted_name(said.deployed) + " with the data, which the diff does not show",
      "nothing was deployed; retain what must stay by 'UpdateReplacePolicy: Retain' and "
      "'DeletionPolicy: Retain', or accept the loss by --accept-loss 'ID@YYYY-MM-DD=REASON'");
  return false;
}

// Whether CloudFormation could make it; else why not was told.
bool is_made(const SaidOfStack& said, Progress& progress) {
  if (said.change_set.state == ChangeSet::State::pending) refuse_unfinished(said.change_set.id);
  if (said.change_set.state != ChangeSet::State::failed) return true;
  const std::string& reason = said.change_set.reason;
  progress.fail("CloudFormation refuses the change set of " + quoted_name(said.deployed) +
                    (reason.empty() ? ", and does not say why" : ": " + printable(reason)),
                std::string(deploy::hint_for_reason(reason)));
  return false;
}

// Whether it may be executed; else what is wrong was told, unless it was interrupted.
bool is_acceptable(const DeployTarget& target, const DeployWork& work, MadeChangeSet& made) {
  tell_validations(target, deploy::validations_of(*target.aws, made.change_set.id), work.progress);
  if (made.change_set.state == ChangeSet::State::ready) {
    made.nested =
        deploy::nested_change_sets(*target.aws, made.change_set, waiting_hooks(work.progress));
  }
  if (InterruptGuard::is_interrupted()) return false;
  const std::vector<SaidOfStack> said = said_of(target, made);
  if (!std::ranges::all_of(said,
                           [&](const SaidOfStack& each) { return is_made(each, work.progress); })) {
    return false;
  }
  bool is_foreseen = true;
  for (const SaidOfStack& each : said) {
    tell_disagreements(each, work.diff, work.progress);
    is_foreseen = is_loss_foreseen(each, work) && is_foreseen;
  }
  return is_foreseen;
}

void refuse_if_changed_meanwhile(const DeployTarget& target) {
  if (target.is_new()) return;
  const std::optional<deploy::StackState> state =
      deploy::state_of(*target.aws, target.name.deployed);
  const deploy::StackState& then = *target.deployed.state;
  if (state && state->id == then.id && state->last_updated == then.last_updated) return;
  throw Failure("somebody deployed " + quoted_name(target.name.deployed) + " meanwhile",
                "run it again, to see what differs now");
}

bool is_success(std::string_view status, StackAim aim) {
  const bool is_deleted = status == "DELETE_COMPLETE";
  const bool is_rolled_back = status.find("ROLLBACK") != std::string_view::npos;
  switch (aim) {
    case StackAim::deploy:
      return status.ends_with("_COMPLETE") && !is_rolled_back && !is_deleted;
    case StackAim::remove:
      return is_deleted;
    case StackAim::go_back:
      return status.ends_with("_COMPLETE");
  }
  return false;
}

deploy::TemplateSource source_for(const DeployTarget& target, const PassedTemplate& passed,
                                  const DeployWork& work) {
  if (!passed.needs_bucket) return {.is_url = false, .text = passed.text};
  const TemplateObject object = template_object(target, passed, work.assets_bucket, work.account);
  try {
    if (deploy::put_text_if_absent(*target.aws, object.place, passed.text)) {
      work.progress.say(printable(target.name.deployed) + ": its template, of " +
                        std::to_string(passed.text.size()) + " bytes, is uploaded to " +
                        object.place.bucket);
    }
  } catch (const deploy::AwsFailure& failure) {
    if (failure.fault() != deploy::AwsFault::not_found) throw;
    refuse_without_bucket(target, passed, object.place.bucket);
  }
  return {.is_url = true, .text = object.url};
}

// A lost answer is no lost change set: nobody else uses its name.
std::string create(const deploy::AwsCli& aws, const deploy::ChangeSetRequest& request,
                   const deploy::DeploySettings& settings) {
  try {
    const deploy::AwsAnswer answer = aws.ask(deploy::create_change_set_call(request, settings));
    std::string id(deploy::text_at(answer.root(), "Id"));
    if (!id.empty()) return id;
  } catch (const deploy::AwsFailure& failure) {
    if (failure.said().find("AlreadyExists") == std::string::npos) throw;
  }
  return deploy::describe_change_set(aws, request.name, request.stack).id;
}

// Whether an execution that gave no answer, or was refused the second time, has begun.
bool has_begun(const deploy::AwsCli& aws, const std::string& change_set) {
  return deploy::describe_change_set(aws, change_set).execution_status.starts_with("EXECUTE_");
}

// One that is still being made cannot be deleted.
void delete_change_set(const deploy::AwsCli& aws, const std::string& change_set,
                       const std::string& stack) {
  constexpr int most_tries = 15;
  for (int tried = 1;; ++tried) {
    try {
      aws.run(deploy::delete_change_set_call(change_set, stack));
      return;
    } catch (const deploy::AwsFailure& failure) {
      if (failure.fault() != deploy::AwsFault::invalid || tried == most_tries) throw;
    }
    while (deploy::describe_change_set(aws, change_set, stack).state == ChangeSet::State::pending &&
           ++tried < most_tries) {
      std::this_thread::sleep_for(deploy::poll_pause());
    }
  }
}

}  // namespace

deploy::ChangeSetRequest change_set_request(const DeployTarget& target,
                                            deploy::TemplateSource source,
                                            const std::string& token) {
  return {.stack = target.address(),
          .name = deploy::change_set_name(token),
          .is_new_stack = target.is_new(),
          .source = std::move(source),
          .parameters = target.parameters,
          .capabilities = deploy::capabilities_of(target.made->document.index()),
          .has_parts = !target.made->parts.empty()};
}

std::optional<MadeChangeSet> make_change_set(const DeployTarget& target, const DeployWork& work) {
  const PassedTemplate passed = passed_template(target);
  const deploy::ChangeSetRequest request =
      change_set_request(target, source_for(target, passed, work), deploy::new_token());
  if (!request.capabilities.empty()) {
    work.progress.say(printable(target.name.deployed) + ": its template needs " +
                      listed(request.capabilities, " and "));
  }
  const auto give_up = [&] {
    if (discard(*target.aws, request.name, request.stack, target.is_new())) return;
    work.progress.say(quoted_name(target.name.deployed) + ": the change set " + request.name +
                      " could not be deleted, and is still there");
  };
  try {
    const std::string id = create(*target.aws, request, work.settings);
    refuse_if_changed_meanwhile(target);
    MadeChangeSet made{.change_set = wait_until_ready(*target.aws, id, work.progress),
                       .digest = passed.digest};
    made.is_empty = made.change_set.state == ChangeSet::State::empty;
    if (made.is_empty) {
      give_up();
      return made;
    }
    if (!InterruptGuard::is_interrupted() && is_acceptable(target, work, made)) {
      return made;
    }
  } catch (...) {
    give_up();
    throw;
  }
  give_up();
  return std::nullopt;
}

StackEnd follow_stack(const FollowedStack& stack, const deploy::Operation& operation,
                      const std::string& program, Progress& progress, deploy::Followed* followed) {
  progress.begin(stack.name, stack.changes);
  const deploy::FollowHooks hooks{
      .on_events =
          [&](std::span<const deploy::StackEvent> news) { progress.take(stack.name, news); },
      .on_tick = [&] { progress.tick(); },
      .on_trouble =
          [&](const deploy::AwsFailure& failure) {
            progress.say(printable(stack.name) + ": " + printable(failure.what()) +
                         "; the operation goes on, and it is asked again");
          },
      .is_interrupted = [] { return InterruptGuard::is_interrupted(); }};
  deploy::Followed result;
  try {
    result = deploy::follow(stack.aws, operation, hooks);
  } catch (const deploy::AwsFailure& failure) {
    progress.end(stack.name);
    progress.fail(quoted_name(stack.name) +
                      " goes on, and can no longer be followed: " + printable(failure.what()),
                  failure.hint());
    progress.say("'" + program + " events " + printable(stack.name) + "' shows how it goes on");
    return StackEnd::failed;
  }
  progress.end(stack.name);
  if (followed != nullptr) *followed = result;
  if (!result.is_over) {
    progress.say(quoted_name(stack.name) + " goes on without this program; '" + program +
                 " events " + printable(stack.name) +
                 "' shows how, and the next deploy waits for its end");
    return StackEnd::interrupted;
  }
  if (is_success(result.status, stack.aim)) return StackEnd::done;
  const FailureText text = failure_text(stack.failure, result.events, stack.origins);
  progress.fail(text.message, text.hint);
  const std::string words = words_for_status(stack.name, result.status, program);
  if (!words.empty()) progress.say(words);
  return StackEnd::failed;
}

StackEnd execute(const FollowedStack& stack, const ChangeSet& change_set,
                 const deploy::DeploySettings& settings, const std::string& program,
                 Progress& progress) {
  const std::string token = deploy::new_token();
  try {
    stack.aws.run(deploy::execute_change_set_call(change_set.id, token, settings));
  } catch (const deploy::AwsFailure& failure) {
    const bool may_have_begun = deploy::is_passing(failure.fault()) ||
                                failure.fault() == deploy::AwsFault::invalid ||
                                failure.fault() == deploy::AwsFault::too_slow;
    if (!may_have_begun || !has_begun(stack.aws, change_set.id)) throw;
  }
  return follow_stack(
      stack, {.stack_id = change_set.stack_id, .token = token, .since = change_set.created},
      program, progress);
}

bool discard(const deploy::AwsCli& aws, const std::string& change_set, const std::string& stack,
             bool is_new_stack) {
  try {
    delete_change_set(aws, change_set, stack);
    if (!is_new_stack) return true;
    // Change sets of others may wait in a stack that is not there yet.
    const deploy::DeployedStack left = deploy::look_at(aws, {stack}).front();
    if (left.status() == "REVIEW_IN_PROGRESS" && left.change_sets.empty()) {
      aws.run(deploy::delete_stack_call(stack, deploy::new_token(), {}));
    }
    return true;
  } catch (const deploy::AwsFailure&) {
    return false;
  }
}

}  // namespace omnitrack::cli
