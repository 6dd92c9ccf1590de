#include "cli/deploy/stack_deployment.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "cli/deploy/failure_text.hpp"
#include "cli/deploy/upload.hpp"
#include "cli/failure.hpp"
#include "cli/interrupt.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "cli/stacks/resource_place.hpp"
#include "deploy/capabilities.hpp"
#include "support/json_writer.hpp"
#include "support/sha256.hpp"
#include "template/write_json.hpp"

namespace omnitrack::cli {

namespace {

using deploy::ChangeSet;
constexpr std::chrono::minutes longest_wait(30);

std::string compact(const tmpl::Node& root) {
  return support::json_text(support::JsonLayout::compact,
                            [&](support::JsonWriter& json) { tmpl::write_json(root, json); });
}

ChangeSet wait_until_ready(const deploy::AwsCli& aws, const std::string& id, Progress& progress) {
  const auto end = std::chrono::steady_clock::now() + longest_wait;
  const deploy::FollowHooks hooks{
      .on_tick = [&] { progress.tick(); },
      .is_interrupted = [] { return InterruptGuard::is_interrupted(); }};
  for (;;) {
    ChangeSet change_set = deploy::describe_change_set(aws, id);
    if (change_set.state != ChangeSet::State::pending || InterruptGuard::is_interrupted()) {
      return change_set;
    }
    if (std::chrono::steady_clock::now() > end) {
      throw Failure(
          "CloudFormation did not finish the change set within 30 minutes",
          "look at it by 'aws cloudformation describe-change-set --change-set-name " + id + "'");
    }
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

void tell_disagreements(const DeployTarget& target, const DeployDiff& diff,
                        const ChangeSet& change_set, Progress& progress) {
  for (const deploy::Disagreement& each :
       diff.disagreements(target.name.stack, change_set.verdicts)) {
    const std::string_view ours = each.ours.empty() ? "no change" : each.ours;
    const std::string_view theirs = each.theirs.empty() ? "no change" : each.theirs;
    progress.say(printable(target.name.deployed) + ": CloudFormation says '" + std::string(theirs) +
                 "' of " + printable(each.logical_id) + ", and the diff says '" +
                 std::string(ours) + '\'');
  }
}

// Whether it may be executed; else what is wrong was told.
bool is_acceptable(const DeployTarget& target, const DeployWork& work,
                   const ChangeSet& change_set) {
  tell_validations(target, deploy::validations_of(*target.aws, change_set.id), work.progress);
  if (change_set.state == ChangeSet::State::failed) {
    const FailureText text{.message = "CloudFormation refuses the change set of " +
                                      quoted_name(target.name.deployed) + ": " +
                                      printable(change_set.reason),
                           .hint = std::string(deploy::hint_for_reason(change_set.reason))};
    work.progress.fail(text.message, text.hint);
    return false;
  }
  tell_disagreements(target, work.diff, change_set, work.progress);
  const std::vector<std::string_view> lost =
      work.diff.unforeseen_losses(target.name.stack, change_set.verdicts);
  if (lost.empty()) return true;
  work.loses_data = true;
  work.progress.fail(
      "CloudFormation would delete " + printable(listed(lost, " and ")) + " of " +
          quoted_name(target.name.deployed) + " with the data, which the diff does not show",
      "nothing was deployed; retain what must stay by 'UpdateReplacePolicy: Retain' and "
      "'DeletionPolicy: Retain'");
  return false;
}

void refuse_if_changed_meanwhile(const DeployTarget& target) {
  const std::optional<deploy::StackState> state =
      deploy::state_of(*target.aws, target.name.deployed);
  const std::string_view now = state ? std::string_view(state->last_updated) : "";
  const std::string_view then =
      target.deployed.state ? std::string_view(target.deployed.state->last_updated) : "";
  if (target.is_new() || now == then) return;
  throw Failure("somebody deployed " + quoted_name(target.name.deployed) + " meanwhile",
                "run it again, to see what differs now");
}

deploy::TemplateSource source_for(const DeployTarget& target, const PassedTemplate& passed,
                                  const DeployWork& work) {
  if (!passed.needs_bucket) return {.is_url = false, .text = passed.text};
  const std::string& bucket = *work.options.bucket;
  if (upload_text(*target.aws, bucket, template_key(passed), passed.text)) {
    work.progress.say(printable(target.name.deployed) + ": its template is uploaded to " +
                      printable(bucket));
  }
  return {.is_url = true, .text = template_url(target, passed, bucket)};
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

PassedTemplate passed_template(const DeployTarget& target, const DeployOptions& options) {
  const tmpl::Template& source = target.made->document.source();
  PassedTemplate passed{.text = std::string(source.text()), .digest = {}};
  if (passed.text.size() > deploy::longest_body) passed.text = compact(source.root());
  passed.needs_bucket = passed.text.size() > deploy::longest_body;
  passed.digest = support::sha256_hex(passed.text);
  const std::string name = quoted_name(target.name.stack);
  if (passed.text.size() > deploy::longest_template) {
    throw Failure("the template of " + name + " has " + std::to_string(passed.text.size()) +
                      " bytes, and CloudFormation takes 1,000,000",
                  "split the stack");
  }
  if (passed.needs_bucket && !options.bucket) {
    throw Failure("the template of " + name + " has " + std::to_string(passed.text.size()) +
                      " bytes, and CloudFormation takes more than 51,200 from a bucket alone",
                  "name one in the stack's region by --bucket");
  }
  return passed;
}

std::string template_key(const PassedTemplate& passed) {
  return "templates/" + passed.digest + ".json";
}

std::string template_url(const DeployTarget& target, const PassedTemplate& passed,
                         const std::string& bucket) {
  std::string region = target.region;
  if (region.empty() && target.deployed.state) {
    region = deploy::region_in(target.deployed.state->id);
  }
  std::string url = "https://" + bucket + ".s3";
  if (!region.empty()) url += '.' + region;
  url += ".amazonaws.com";
  if (region.starts_with("cn-")) url += ".cn";
  return url + '/' + template_key(passed);
}

deploy::ChangeSetRequest change_set_request(const DeployTarget& target,
                                            deploy::TemplateSource source,
                                            const std::string& token) {
  return {.stack = target.name.deployed,
          .name = deploy::change_set_name(token),
          .is_new_stack = target.is_new(),
          .source = std::move(source),
          .parameters = target.parameters,
          .capabilities = deploy::capabilities_of(target.made->document.index())};
}

std::optional<MadeChangeSet> make_change_set(const DeployTarget& target, const DeployWork& work) {
  const PassedTemplate passed = passed_template(target, work.options);
  const deploy::ChangeSetRequest request =
      change_set_request(target, source_for(target, passed, work), deploy::new_token());
  if (!request.capabilities.empty()) {
    work.progress.say(printable(target.name.deployed) + ": its template needs " +
                      listed(request.capabilities, " and "));
  }
  const auto give_up = [&] {
    discard(*target.aws, request.name, target.name.deployed, target.is_new());
  };
  try {
    const deploy::AwsAnswer answer =
        target.aws->ask(deploy::create_change_set_call(request, work.settings));
    refuse_if_changed_meanwhile(target);
    MadeChangeSet made{
        .change_set = wait_until_ready(
            *target.aws, std::string(deploy::text_at(answer.root(), "Id")), work.progress),
        .digest = passed.digest};
    made.is_empty = made.change_set.state == ChangeSet::State::empty;
    if (made.is_empty) {
      give_up();
      return made;
    }
    if (!InterruptGuard::is_interrupted() && is_acceptable(target, work, made.change_set)) {
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
  const deploy::Followed result = deploy::follow(stack.aws, operation, hooks);
  progress.end(stack.name);
  if (followed != nullptr) *followed = result;
  if (!result.is_over) {
    progress.say(quoted_name(stack.name) + " goes on without this program; '" + program +
                 " events " + printable(stack.name) +
                 "' shows how, and the next deploy waits for its end");
    return StackEnd::interrupted;
  }
  const bool is_rolled_back = result.status.find("ROLLBACK") != std::string::npos;
  if (result.status.ends_with("_COMPLETE") && (!is_rolled_back || stack.goes_back)) {
    return StackEnd::done;
  }
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
  stack.aws.run(deploy::execute_change_set_call(change_set.id, token, settings));
  return follow_stack(
      stack, {.stack_id = change_set.stack_id, .token = token, .since = change_set.created},
      program, progress);
}

void discard(const deploy::AwsCli& aws, const std::string& change_set, const std::string& stack,
             bool is_new_stack) {
  try {
    delete_change_set(aws, change_set, stack);
    if (!is_new_stack) return;
    // Change sets of others may wait in a stack that is not there yet.
    const deploy::DeployedStack left = deploy::look_at(aws, {stack}).front();
    if (left.status() == "REVIEW_IN_PROGRESS" && left.change_sets.empty()) {
      aws.run(deploy::delete_stack_call(stack, deploy::new_token(), {}));
    }
  } catch (const deploy::AwsFailure&) {
    // What is left is an empty change set, which the next deploy replaces.
  }
}

}  // namespace omnitrack::cli
