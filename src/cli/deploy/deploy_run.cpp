#include "cli/deploy/deploy_run.hpp"

#include <algorithm>
#include <atomic>

#include "cli/deploy/plan_script.hpp"
#include "cli/deploy/tell_outputs.hpp"
#include "cli/diff/diff_formats.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "cli/log.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "cli/question.hpp"
#include "cli/stacks/output_reads.hpp"
#include "cli/stacks/resource_place.hpp"
#include "deploy/parameters.hpp"
#include "deploy/schedule.hpp"

namespace omnitrack::cli {

DeployRun::DeployRun(const Request& request, Synthesis synthesis, const Console& console)
    : request_(request),
      console_(console),
      needs_(needs_of(synthesis)),
      assets_{synthesis.assets, synthesis.assets_bucket, synthesis.images,
              synthesis.images_repository},
      made_(side_of_app(std::move(synthesis), console.program())),
      progress_(console, request.is_errors_only),
      targets_(made_, needs_, request.stacks, request.stack_names, request.account, console) {}

int DeployRun::run() {
  {
    const Phase phase("ask");
    targets_.look(progress_);
    targets_.check_needs();
    targets_.check_reads();
  }
  if (InterruptGuard::is_interrupted()) return ExitCode::interrupted;
  settle_states();
  choose_parameters();
  const DeployDiff diff(targets_.all(), made_, request_.account, request_.acceptances, console_);
  for (DeployTarget& each : targets_.all()) {
    each.is_unchanged = diff.is_same(each.name.stack) && !request_.settings.change_stacks() &&
                        request_.parameters.empty() &&
                        !each.deployed.status().ends_with("_FAILED") &&
                        !each.may_change_by_itself();
  }
  const bool protects = request_.mode == DeployMode::deploy &&
                        std::ranges::any_of(targets_.all(), &DeployTarget::changes_protection);
  if (!protects && std::ranges::all_of(targets_.all(), &DeployTarget::is_unchanged)) {
    progress_.say("no differences: nothing to deploy");
    if (request_.mode == DeployMode::prepare) return prepare_all(diff);
    if (request_.mode == DeployMode::plan) return write_plan();
    return deploy_all(diff);
  }
  show_diff(diff);
  if (const std::optional<int> code = stopped_by(diff)) return *code;
  if (request_.mode == DeployMode::plan) return write_plan();
  if (!can_publish_assets(assets_, targets_.all(), request_.account, progress_)) {
    return end_before_deployment();
  }
  tell_other_change_sets();
  const bool is_prepared = request_.mode == DeployMode::prepare;
  if (!is_prepared && !request_.is_yes && !is_answered_yes(question())) {
    progress_.say("nothing was deployed");
    return InterruptGuard::is_interrupted() ? ExitCode::interrupted : ExitCode::failed;
  }
  if (!publish_assets(assets_, targets_.all(), request_.account, progress_)) {
    return end_before_deployment();
  }
  return is_prepared ? prepare_all(diff) : deploy_all(diff);
}

// What stood in the way has been told, unless it was an interruption.
int DeployRun::end_before_deployment() {
  if (!InterruptGuard::is_interrupted()) return ExitCode::failed;
  progress_.say("interrupted: nothing was deployed");
  return ExitCode::interrupted;
}

void DeployRun::settle_states() {
  for (const DeployTarget& each : targets_.all()) settle(each);
}

// What stands in the way of a deployment, and the way out.
void DeployRun::settle(const DeployTarget& target) const {
  const std::string name = quoted_name(target.name.deployed);
  const std::string status(target.deployed.status());
  const std::string& program = console_.program();
  switch (deploy::next_step(status)) {
    case deploy::NextStep::continue_rollback:
      throw Failure(name + " could not be rolled back (" + status + "), and takes no update",
                    "mend what stopped it, then '" + program + " rollback " + target.name.deployed +
                        "' goes on");
    case deploy::NextStep::retry_deletion:
      throw Failure(name + " is half deleted (" + status + "), and takes no update",
                    "'" + program + " destroy' tries its deletion again");
    case deploy::NextStep::replace_failed:
      if (!target.deployed.state->is_protected) break;
      throw Failure(name + " was never made (" + status + "), and is protected against deletion",
                    hint_for_protection(target));
    case deploy::NextStep::update:
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
      if ((status != "CREATE_FAILED" && status != "UPDATE_FAILED") || request_.settings.no_rollback)
        break;
      throw Failure(name + " stays where its last deployment failed (" + status + ")",
                    "--no-rollback goes on from there; '" + program + " rollback " +
                        target.name.deployed + "' goes back");
    default:
      break;
  }
}

void DeployRun::choose_parameters() {
  std::vector<bool> is_taken;
  const std::vector<GivenParameter>& given = request_.parameters;
  is_taken.resize(given.size());
  std::vector<std::string_view> known;
  for (DeployTarget& target : targets_.all()) {
    const tmpl::Index& index = target.made->document.index();
    std::vector<deploy::NamedValue> own;
    for (const tmpl::ParameterEntry& each : index.parameters()) known.push_back(each.name);
    for (std::size_t i = 0; i < given.size(); ++i) {
      const bool is_meant = given[i].stack.empty() || given[i].stack == target.name.stack;
      if (!is_meant || index.find_parameter(given[i].name) == nullptr) continue;
      is_taken[i] = true;
      // Of two values for one name the later counts.
      std::erase_if(own,
                    [&](const deploy::NamedValue& each) { return each.name == given[i].name; });
      if (given[i].value) own.push_back({given[i].name, *given[i].value});
    }
    const bool is_there = target.deployed.state && !target.is_new();
    deploy::ParameterChoices choices =
        deploy::choose_parameters(index, is_there ? &*target.deployed.state : nullptr, own);
    if (!choices.missing.empty()) {
      throw Failure("the parameter " + choices.missing.front() + " of " +
                        quoted_name(target.name.stack) + " has no value",
                    "give one: --parameter " + choices.missing.front() + "=VALUE");
    }
    target.parameters = std::move(choices.chosen);
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (!is_taken[i]) refuse(given[i], known);
  }
}

// A file of overrides may be that of several apps.
void DeployRun::refuse(const GivenParameter& lost, std::span<const std::string_view> known) {
  if (lost.form == validate::GivenForm::overrides) {
    return progress_.say("no stack that is deployed has a parameter " + quoted_name(lost.name) +
                         ": its value is left aside");
  }
  throw Failure("no stack that is deployed has a parameter '" + lost.name + "'" +
                    (lost.stack.empty() ? "" : " in '" + lost.stack + "'"),
                did_you_mean(lost.name, known));
}

void DeployRun::tell_other_change_sets() {
  for (const DeployTarget& each : targets_.all()) {
    if (each.is_unchanged || each.deployed.change_sets.empty()) continue;
    std::vector<std::string> names;
    for (const std::string& name : each.deployed.change_sets) names.push_back(quoted_name(name));
    const std::vector<std::string_view> words(names.begin(), names.end());
    progress_.say(quoted_name(each.name.deployed) + " has " +
                  (names.size() == 1 ? "another change set, " : "other change sets, ") +
                  listed(words, " and ") +
                  ", which CloudFormation deletes when this deployment is executed");
  }
}

void DeployRun::show_diff(const DeployDiff& diff) {
  const Phase phase("diff");
  const Console console = console_.for_stderr();
  const DiffView view = view_of(diff.report(), false);
  const Format<DiffView>& text = diff_formats.front();
  write_report(request_.is_summary ? text.write_summary : text.write, view, console,
               [&](std::string_view piece) { progress_.tell(piece); });
  for (const DeployTarget& each : targets_.all()) {
    if (!each.is_made_anew()) continue;
    progress_.say(quoted_name(each.name.deployed) + " was never made (" +
                  std::string(each.deployed.status()) +
                  "): the empty stack is deleted, and made anew");
  }
  if (request_.mode != DeployMode::deploy) return;
  for (const DeployTarget& each : targets_.all()) {
    if (!each.changes_protection()) continue;
    progress_.say(quoted_name(each.name.deployed) +
                  (*each.made->termination_protection
                       ? " will be protected against deletion"
                       : " will no longer be protected against deletion"));
  }
}

std::optional<int> DeployRun::stopped_by(const DeployDiff& diff) {
  if (diff.loses_data()) {
    progress_.fail("data would be lost: nothing was deployed",
                   "--accept-loss 'ID@YYYY-MM-DD=REASON' accepts that");
    return ExitCode::loses_data;
  }
  const std::vector<const diff::Refusal*> refusals = diff.certain_refusals();
  if (refusals.empty() || request_.allows_refused) return std::nullopt;
  const bool has_phases = std::ranges::any_of(refusals, &diff::Refusal::has_phases);
  progress_.fail("CloudFormation would refuse this: nothing was deployed",
                 has_phases ? "'synth --phase' writes steps that get there; --allow-refused tries "
                              "it anyway"
                            : "--allow-refused tries it anyway");
  return ExitCode::failed;
}

std::string DeployRun::question() const {
  std::vector<std::string_view> names;
  for (const DeployTarget& each : targets_.all()) {
    if (!each.is_unchanged || each.changes_protection()) names.emplace_back(each.name.deployed);
  }
  return "deploy " + printable(listed(names, " and ")) + '?';
}

int DeployRun::deploy_all(const DeployDiff& diff) {
  const DeployWork work{diff,     assets_.bucket, request_.account, request_.settings,
                        console_, progress_,      loses_data_};
  std::vector<std::vector<std::size_t>> needs;
  for (const DeployTarget& each : targets_.all()) needs.push_back(each.needs);
  std::atomic<bool> is_interrupted = false;
  const std::vector<deploy::JobEnd> ends =
      deploy::run_in_order(needs, request_.jobs, [&](std::size_t place) {
        if (InterruptGuard::is_interrupted()) is_interrupted = true;
        if (is_interrupted) return false;
        DeployTarget& target = targets_.all()[place];
        StackEnd end = deploy_one(target, work);
        if (end == StackEnd::done && target.changes_protection()) end = set_protection(target);
        if (end == StackEnd::interrupted) is_interrupted = true;
        return end == StackEnd::done;
      });
  std::vector<std::size_t> done;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (ends[i] == deploy::JobEnd::done) {
      done.push_back(i);
    } else if (ends[i] == deploy::JobEnd::left_out) {
      progress_.say(quoted_name(targets_.all()[i].name.deployed) +
                    " was left out, since a stack that it needs was not deployed");
    }
  }
  print_outputs(done);
  if (is_interrupted) return ExitCode::interrupted;
  if (loses_data_) return ExitCode::loses_data;
  return done.size() == ends.size() ? ExitCode::done : ExitCode::failed;
}

StackEnd DeployRun::deploy_one(DeployTarget& target, const DeployWork& work) {
  if (target.is_unchanged) return StackEnd::done;
  const std::string& name = target.name.deployed;
  try {
    if (target.is_made_anew() && !delete_failed_creation(target)) {
      return InterruptGuard::is_interrupted() ? StackEnd::interrupted : StackEnd::failed;
    }
    const std::optional<MadeChangeSet> made = make_change_set(target, work);
    if (!made) {
      if (!InterruptGuard::is_interrupted()) return StackEnd::failed;
      progress_.say(quoted_name(name) + " stays as it is: its change set was deleted");
      return StackEnd::interrupted;
    }
    if (made->is_empty) {
      progress_.say(quoted_name(name) + ": CloudFormation finds no changes");
      return StackEnd::done;
    }
    const FollowedStack stack{.aws = *target.aws,
                              .name = name,
                              .changes = made->change_set.verdicts.size(),
                              .failure = quoted_name(name) + " was not deployed",
                              .origins = resource_origins(target.made)};
    const StackEnd end =
        execute(stack, made->change_set, request_.settings, console_.program(), progress_);
    if (end == StackEnd::done) {
      target.deployed.state = deploy::state_of(*target.aws, made->change_set.stack_id);
    }
    return end;
  } catch (const deploy::AwsFailure& failure) {
    if (InterruptGuard::is_interrupted()) {
      progress_.say(quoted_name(name) + ": a call was cut short; '" + console_.program() +
                    " status' tells whether it goes on");
      return StackEnd::interrupted;
    }
    progress_.fail(quoted_name(name) + " was not deployed: " + printable(failure.what()),
                   failure.hint());
  } catch (const Failure& failure) {
    progress_.fail(failure.what(), failure.hint());
  }
  return StackEnd::failed;
}

StackEnd DeployRun::set_protection(const DeployTarget& target) {
  const bool is_protected = *target.made->termination_protection;
  const std::string name = quoted_name(target.name.deployed);
  try {
    target.aws->run(deploy::protection_call(target.deployed.state->id, is_protected));
  } catch (const deploy::AwsFailure& failure) {
    progress_.fail(name + " is deployed, but its protection against deletion stays as it was: " +
                       printable(failure.what()),
                   failure.hint());
    return StackEnd::failed;
  }
  progress_.say(name + (is_protected ? " is protected against deletion"
                                     : " is no longer protected against deletion"));
  return StackEnd::done;
}

bool DeployRun::delete_failed_creation(const DeployTarget& target) {
  const std::string token = deploy::new_token();
  const std::string& id = target.deployed.state->id;
  const std::string last_event = deploy::last_event_of(*target.aws, id);
  target.aws->run(deploy::delete_stack_call(id, token, request_.settings));
  const FollowedStack stack{.aws = *target.aws,
                            .name = target.name.deployed,
                            .failure = quoted_name(target.name.deployed) + " was not deleted",
                            .aim = StackAim::remove};
  return follow_stack(stack, {.stack_id = id, .token = token, .last_event = last_event},
                      console_.program(), progress_) == StackEnd::done;
}

// A change set may be made of what the outputs are before the other one is executed.
void DeployRun::tell_early_reads() {
  for (const DeployTarget& each : targets_.all()) {
    const std::vector<meaning::OutputRead> reads =
        outputs_read_by(*each.made, {.account = std::nullopt, .region = request_.account.region});
    for (const std::size_t other : each.needs) {
      const DeployTarget& needed = targets_.all()[other];
      if (needed.is_unchanged ||
          std::ranges::find(reads, needed.name.stack, &meaning::OutputRead::stack) == reads.end()) {
        continue;
      }
      progress_.say(quoted_name(each.name.deployed) + " reads outputs of " +
                    quoted_name(needed.name.deployed) +
                    ", and its change set may have what these are now: after the execution, "
                    "deploy it once more");
    }
  }
}

int DeployRun::prepare_all(const DeployDiff& diff) {
  tell_early_reads();
  const DeployWork work{diff,     assets_.bucket, request_.account, request_.settings,
                        console_, progress_,      loses_data_};
  std::vector<deploy::PreparedStack> prepared;
  const auto discard_all = [&] {
    for (const deploy::PreparedStack& each : prepared) {
      if (each.is_unchanged) continue;
      const auto target = std::ranges::find(
          targets_.all(), each.stack,
          [](const DeployTarget& one) { return std::string_view(one.name.stack); });
      discard(*target->aws, each.change_set, each.deployed_as, each.is_new);
    }
  };
  for (const DeployTarget& each : targets_.all()) {
    deploy::PreparedStack stack{.stack = each.name.stack,
                                .deployed_as = each.name.deployed,
                                .region = each.region,
                                .is_new = each.is_new(),
                                .is_unchanged = each.is_unchanged};
    for (const std::size_t other : each.needs) {
      stack.depends_on.push_back(targets_.all()[other].name.stack);
    }
    if (!each.is_unchanged) {
      if (each.is_made_anew()) {
        discard_all();
        throw Failure(quoted_name(each.name.deployed) + " was never made (" +
                          std::string(each.deployed.status()) + "), and must be deleted first",
                      "'" + console_.program() + " destroy " + each.name.stack + "' deletes it");
      }
      std::optional<MadeChangeSet> made;
      try {
        made = make_change_set(each, work);
      } catch (...) {
        discard_all();
        throw;
      }
      if (!made) {
        discard_all();
        if (loses_data_) return ExitCode::loses_data;
        return InterruptGuard::is_interrupted() ? ExitCode::interrupted : ExitCode::failed;
      }
      stack.template_digest = made->digest;
      stack.is_unchanged = made->is_empty;
      if (!made->is_empty) {
        stack.change_set = made->change_set.id;
        stack.created = made->change_set.created;
        stack.stack_id = made->change_set.stack_id;
        stack.verdicts = made->change_set.verdicts;
        stack.nested = deploy::verdicts_of(made->nested);
        stack.origins = resource_origins(each.made);
        if (each.deployed.state && !stack.is_new) {
          stack.last_updated = each.deployed.state->last_updated;
        }
      }
    }
    prepared.push_back(std::move(stack));
  }
  const std::string json = deploy::json_of_prepared(prepared);
  const NewFile file{request_.file, json};
  write_files({&file, 1});
  progress_.say("wrote " + request_.file + "; '" + console_.program() + " deploy --execute " +
                request_.file + "' executes it");
  return ExitCode::done;
}

int DeployRun::write_plan() {
  write_plan_script(request_.file, targets_.all(), assets_.bucket, request_.account,
                    request_.settings, console_);
  if (!assets_.is_empty()) {
    progress_.say("the script needs what '" + console_.program() + " publish' uploads");
  }
  return ExitCode::done;
}

void DeployRun::print_outputs(const std::vector<std::size_t>& deployed) const {
  std::vector<StackOutputs> outputs;
  for (const std::size_t place : deployed) {
    const DeployTarget& target = targets_.all()[place];
    if (!target.deployed.state) continue;
    outputs.push_back({target.name.stack, target.deployed.state->outputs});
  }
  tell_outputs(outputs, request_.outputs_file, console_);
}

}  // namespace omnitrack::cli
