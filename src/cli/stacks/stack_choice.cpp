#include "cli/stacks/stack_choice.hpp"

#include <algorithm>

#include "cli/failure.hpp"
#include "cli/page/printable.hpp"
#include "cli/templates/deployed.hpp"

namespace omnitrack::cli {

namespace {

std::string deployed_name_of(const StackNames& names, const std::string& stack) {
  const auto found = std::ranges::find(names, stack, &DeployedName::stack);
  return found == names.end() ? stack : found->deployed;
}

// A stack by its name in the app, or by the name that it is deployed under, or a stranger.
ChosenStack chosen_by(const std::string& argument, const Side& app, const StackNames& names) {
  const auto by_name = std::ranges::find(names, argument, &DeployedName::deployed);
  const std::string stack = by_name == names.end() ? argument : by_name->stack;
  const SideTemplate* own = app.find(stack);
  return {.stack = stack,
          .deployed = deployed_name_of(names, stack),
          .region = own == nullptr ? std::string() : own->region,
          .own = own};
}

// Stacks that are named can be asked about without the app, which then only lacks its lines.
Side app_side(const Session& session, const StackOptions& options, bool is_needed) {
  SynthOptions synth;
  synth.origins = true;
  Synthesis synthesis = synthesize_app(session, options.app, synth);
  const bool is_made = synthesis.ok();
  if (!is_made && is_needed) session.console.show(synthesis.diagnostics, false);
  if (!is_made && !is_needed) {
    session.console.say("the app has errors, which validate tells, so no line of code is known");
  }
  Side side = side_of_app(std::move(synthesis), session.console.program());
  side.is_missing = !is_made;
  return side;
}

void add_once(std::vector<ChosenStack>& stacks, ChosenStack stack) {
  if (std::ranges::find(stacks, stack.deployed, &ChosenStack::deployed) == stacks.end()) {
    stacks.push_back(std::move(stack));
  }
}

}  // namespace

void StackOptions::add_to(Options& options, std::string_view help) {
  options.push_back(
      {.long_name = "STACK", .help = help, .target = &stacks, .completes = Completes::stack});
  add_account_options(account, options);
  options.push_back(
      {.long_name = "--stack-name",
       .value_name = "STACK=NAME",
       .help = "the name under which a stack is deployed, where it is another; repeatable",
       .target = &stack_names});
  app.add_to(options);
}

StackChoice choose_stacks(const Session& session, const StackOptions& options) {
  if (std::ranges::find(options.stacks, "") != options.stacks.end()) {
    throw UsageError("STACK must not be empty");
  }
  const StackNames names = parse_stack_names(options.stack_names);
  const bool is_of_all = options.stacks.empty();
  StackChoice choice{.app = app_side(session, options, is_of_all)};
  choice.is_made = !is_of_all || !choice.app.is_missing;
  if (!choice.is_made) return choice;
  if (is_of_all) {
    for (const DeployedName& each : deployed_names(choice.app, {}, names)) {
      add_once(choice.stacks, chosen_by(each.stack, choice.app, names));
    }
  }
  for (const std::string& each : options.stacks) {
    add_once(choice.stacks, chosen_by(each, choice.app, names));
  }
  return choice;
}

StackChoice choose_one_stack(const Session& session, const StackOptions& options) {
  if (options.stacks.size() != 1) {
    throw UsageError(options.stacks.empty() ? "no STACK is named" : "more than one STACK is named",
                     "name one stack, by its name in the app or by any deployed name");
  }
  return choose_stacks(session, options);
}

deploy::AwsCli aws_for(const ChosenStack& stack, const StackOptions& options,
                       const Console& console) {
  deploy::AwsOptions told = options.account;
  if (!stack.region.empty()) told.region = stack.region;
  return deploy::AwsCli(std::move(told),
                        [&console](const std::string& note) { console.say(printable(note)); });
}

std::vector<std::optional<deploy::StackState>> states_of(const std::vector<ChosenStack>& stacks,
                                                         const StackOptions& options,
                                                         const Console& console) {
  std::vector<std::optional<deploy::StackState>> states(stacks.size());
  for (const auto& [region, places] : by_region(stacks)) {
    std::vector<deploy::AwsCli::Words> calls;
    calls.reserve(places.size());
    for (const std::size_t i : places) {
      calls.push_back(deploy::state_call(stacks[i].deployed));
    }
    const auto outcomes = aws_for(stacks[places.front()], options, console).ask_all(calls);
    for (std::size_t i = 0; i < places.size(); ++i)
      states[places[i]] = deploy::state_in(outcomes[i]);
  }
  return states;
}

void refuse_missing(const ChosenStack& stack) {
  throw Failure("the stack " + quoted_name(stack.deployed) + " is not deployed",
                "--stack-name STACK=NAME tells another name, --region another region");
}

}  // namespace omnitrack::cli
