#include "cli/deploy/deploy_target.hpp"

#include <algorithm>

#include "cli/failure.hpp"
#include "cli/interrupt.hpp"
#include "cli/page/printable.hpp"
#include "cli/stacks/output_reads.hpp"
#include "deploy/follow.hpp"
#include "deploy/parameters.hpp"

namespace omnitrack::cli {

namespace {

// A name or an ARN of a stack has no other characters.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
void check_name(const DeployedName& name) {
  const bool fits = std::ranges::all_of(name.deployed, [](char each) {
    constexpr std::string_view others = "-:/_";
    return (each >= '0' && each <= '9') || (each >= 'a' && each <= 'z') ||
           (each >= 'A' && each <= 'Z') || others.find(each) != std::string_view::npos;
  });
  if (fits && name.deployed.front() != '-') return;
  throw UsageError(
      "--stack-name " + name.stack + '=' + name.deployed + ": a stack cannot have that name",
      "letters, digits and '-', a letter first");
}

bool is_chosen(const std::string& stack, const std::vector<std::string>& chosen) {
  return chosen.empty() || std::ranges::find(chosen, stack) != chosen.end();
}

// Whether a stack is in an account that the login of another one says nothing of.
bool is_elsewhere(const SideTemplate* needed, const SideTemplate& by) {
  return needed != nullptr && !needed->account.empty() && !by.account.empty() &&
         needed->account != by.account;
}

}  // namespace

bool DeployTarget::is_new() const {
  return deploy::next_step(deployed.status()) == deploy::NextStep::create || is_made_anew();
}

bool DeployTarget::is_made_anew() const {
  return deploy::next_step(deployed.status()) == deploy::NextStep::replace_failed;
}

StackNeeds needs_of(const Synthesis& synthesis) {
  StackNeeds needs;
  for (const SynthesizedStack& each : synthesis.stacks) needs[each.name] = each.depends_on;
  return needs;
}

const std::string& DeployTarget::address() const {
  return deployed.state && !is_new() ? deployed.state->id : name.deployed;
}

bool DeployTarget::changes_protection() const {
  const bool is_protected = deployed.state && !is_new() && deployed.state->is_protected;
  return made->termination_protection.value_or(is_protected) != is_protected;
}

bool DeployTarget::may_change_by_itself() const {
  return deploy::may_change_by_itself(made->document.index()) ||
         std::ranges::any_of(made->parts, [](const SideTemplate& part) {
           return deploy::may_change_by_itself(part.document.index());
         });
}

std::string hint_for_protection(const DeployTarget& target) {
  if (target.made->termination_protection.value_or(false)) {
    return "set `.termination_protection = false` on the stack, and deploy it first";
  }
  return "take the protection away: aws cloudformation update-termination-protection "
         "--no-enable-termination-protection --stack-name " +
         target.name.deployed;
}

DeployTargets::DeployTargets(const Side& made, const StackNeeds& needs,
                             const std::vector<std::string>& chosen, const StackNames& stack_names,
                             const deploy::AwsOptions& account, const Console& console)
    : account_(account) {
  if (console.is_verbose()) note_ = [&console](const std::string& text) { console.say(text); };
  for (DeployedName& name : deployed_names(made, chosen, stack_names)) {
    check_name(name);
    DeployTarget target{.name = std::move(name)};
    target.made = made.find(target.name.stack);
    target.region = target.made->region.empty() ? account.region.value_or("") : target.made->region;
    target.aws = &aws_for(target.region);
    for (const std::string& other : needs.at(target.name.stack)) {
      const auto found = std::ranges::find(
          targets_, other, [](const DeployTarget& each) { return each.name.stack; });
      if (found != targets_.end()) {
        target.needs.push_back(static_cast<std::size_t>(found - targets_.begin()));
      } else if (!is_chosen(other, chosen) && !is_elsewhere(made.find(other), *target.made)) {
        const DeployedName needed = deployed_names(made, {other}, stack_names).front();
        const std::string region =
            needed.region.empty() ? account.region.value_or("") : needed.region;
        needs_.push_back({needed, &aws_for(region), target.name.stack});
      }
    }
    const bool is_twice = std::ranges::any_of(targets_, [&](const DeployTarget& each) {
      return each.name.deployed == target.name.deployed && each.region == target.region;
    });
    if (is_twice) throw UsageError("two stacks would be deployed as " + target.name.deployed);
    targets_.push_back(std::move(target));
  }
  if (!stack_names.empty()) names_ = deployed_names(made, {}, stack_names);
}

const deploy::AwsCli& DeployTargets::aws_for(const std::string& region) {
  const auto found =
      std::ranges::find(clis_, region, &std::pair<std::string, deploy::AwsCli>::first);
  if (found != clis_.end()) return found->second;
  deploy::AwsOptions options{.profile = account_.profile, .region = std::nullopt};
  if (!region.empty()) options.region = region;
  return clis_.emplace_back(region, deploy::AwsCli(std::move(options), note_)).second;
}

void DeployTargets::check_account() const {
  const auto fixed = std::ranges::find_if(
      targets_, [](const DeployTarget& each) { return !each.made->account.empty(); });
  if (fixed == targets_.end()) return;
  const deploy::AwsAnswer answer = fixed->aws->ask({"sts", "get-caller-identity"});
  const std::string caller(deploy::text_at(answer.root(), "Account"));
  for (const DeployTarget& each : targets_) {
    if (each.made->account.empty() || each.made->account == caller) continue;
    throw Failure(quoted_name(each.name.stack) + " is fixed to the account " + each.made->account +
                      ", and the AWS CLI is logged in to " + printable(caller),
                  "--profile, or AWS_PROFILE, chooses another login");
  }
}

void DeployTargets::check_needs() const {
  for (const Need& each : needs_) {
    const std::optional<deploy::StackState> state = deploy::state_of(*each.aws, each.name.deployed);
    if (state && deploy::next_step(state->status) != deploy::NextStep::create &&
        deploy::next_step(state->status) != deploy::NextStep::replace_failed) {
      continue;
    }
    throw Failure(quoted_name(each.needed_by) + " needs " + quoted_name(each.name.stack) +
                      ", which is not deployed",
                  "name it too: it is deployed first");
  }
}

void DeployTargets::check_reads() const {
  const auto is_renamed = [](const DeployedName& each) { return each.stack != each.deployed; };
  if (std::ranges::none_of(names_, is_renamed)) return;
  for (const DeployTarget& each : targets_) {
    for (const meaning::OutputRead& read :
         outputs_read_by(*each.made, {.account = std::nullopt, .region = account_.region})) {
      const auto named = std::ranges::find(names_, read.stack, &DeployedName::stack);
      if (named == names_.end() || !is_renamed(*named)) continue;
      throw Failure(quoted_name(each.name.stack) + " reads outputs of a stack of the name " +
                        quoted_name(named->stack) + ", which is deployed as " +
                        quoted_name(named->deployed),
                    "give it that name in code, by .stack_name, in place of --stack-name");
    }
  }
}

void DeployTargets::look(Progress& progress) {
  check_account();
  for (const auto& [region, aws] : clis_) {
    std::vector<DeployTarget*> here;
    std::vector<std::string> names;
    for (DeployTarget& each : targets_) {
      if (each.aws != &aws) continue;
      here.push_back(&each);
      names.push_back(each.name.deployed);
    }
    std::vector<deploy::DeployedStack> found = deploy::look_at(aws, names);
    for (std::size_t i = 0; i < here.size(); ++i) here[i]->deployed = std::move(found[i]);
  }
  for (DeployTarget& each : targets_) wait_for(each, progress);
}

void DeployTargets::wait_for(DeployTarget& target, Progress& progress) {
  while (!InterruptGuard::is_interrupted() &&
         deploy::next_step(target.deployed.status()) == deploy::NextStep::wait) {
    const std::string& name = target.name.deployed;
    progress.say("'" + printable(name) + "' is busy (" + printable(target.deployed.status()) +
                 "): waiting for its end");
    progress.begin(name, 0);
    const deploy::FollowHooks hooks{
        .on_events = [&](std::span<const deploy::StackEvent> news) { progress.take(name, news); },
        .on_tick = [&] { progress.tick(); },
        .on_trouble =
            [&](const deploy::AwsFailure& failure) {
              progress.say(printable(failure.what()) + "; it is tried again");
            },
        .is_interrupted = [] { return InterruptGuard::is_interrupted(); }};
    const deploy::StackState& state = *target.deployed.state;
    deploy::follow(*target.aws, {.stack_id = state.id, .since = state.last_updated}, hooks);
    progress.end(name);
    target.deployed = deploy::look_at(*target.aws, {name}).front();
  }
}

}  // namespace omnitrack::cli
