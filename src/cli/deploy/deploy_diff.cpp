#include "cli/deploy/deploy_diff.hpp"

#include <algorithm>
#include <iterator>

#include "cli/diff/acceptances.hpp"
#include "cli/failure.hpp"
#include "cli/page/printable.hpp"
#include "cli/stacks/output_reads.hpp"
#include "diff/changes/quiet.hpp"
#include "diff/effects/stateful.hpp"
#include "meaning/exports.hpp"

namespace omnitrack::cli {

namespace {

Side deployed_side(std::span<const DeployTarget> targets, const Console& console) {
  Side side{.label = "deployed"};
  for (const DeployTarget& each : targets) {
    if (!each.deployed.template_text || each.is_made_anew()) continue;
    add_deployed(side, each.name, *each.deployed.template_text);
    if (!side.problems.empty()) {
      console.show(side.problems, false);
      throw Failure("the deployed template of '" + printable(each.name.deployed) +
                    "' cannot be read, so nothing can be compared with it");
    }
    const std::string& id = each.deployed.state->id;
    side.templates.back().account = deploy::account_in(id);
    side.templates.back().region = deploy::region_in(id);
    add_deployed_parts(side, each.name, *each.aws);
  }
  return side;
}

std::vector<SidePair> pairs_of(std::span<const DeployTarget> targets, const Side& before) {
  std::vector<SidePair> pairs;
  for (const DeployTarget& each : targets) {
    add_pair(pairs, each.name.stack, before.find(each.name.stack), each.made);
  }
  return pairs;
}

// In the words of OwnVerdict.
std::string_view word_for(const diff::ResourceChange& change) {
  switch (change.action) {
    case diff::Action::create:
      return "create";
    case diff::Action::update:
      return "update";
    case diff::Action::may_replace:
      return "may replace";
    case diff::Action::replace:
      return "replace";
    case diff::Action::remove:
    case diff::Action::retain:
    case diff::Action::orphan:
      break;
  }
  return "delete";
}

bool names(const std::vector<deploy::ResourceVerdict>& verdicts, std::string_view logical_id) {
  return std::ranges::find(verdicts, logical_id, &deploy::ResourceVerdict::logical_id) !=
         verdicts.end();
}

// What a loop or a macro made, or a nested stack that is not the app's, is in no template, and
// known by its type alone.
bool holds_data(const diff::StackDiff* stack, const deploy::ResourceVerdict& verdict) {
  const tmpl::ResourceEntry* resource = stack == nullptr || stack->before == nullptr
                                            ? nullptr
                                            : stack->before->find_resource(verdict.logical_id);
  return resource == nullptr ? diff::is_stateful_type(verdict.type_name)
                             : diff::is_stateful(*resource);
}

// Whether a resource is updated in place because it reads an output that is another now.
bool follows_a_read(const diff::StackDiff& stack, const deploy::ResourceVerdict& verdict) {
  const tmpl::ResourceEntry* resource =
      stack.after == nullptr ? nullptr : stack.after->find_resource(verdict.logical_id);
  return resource != nullptr && verdict.action == "Modify" && !verdict.replaces() &&
         meaning::reads_outputs(resource->member->value);
}

// Of a nested stack that is not the app's, of which there is no diff.
bool is_accepted(const std::vector<diff::Acceptance>& given, std::string_view stack,
                 std::string_view logical_id) {
  return std::ranges::any_of(given, [&](const diff::Acceptance& each) {
    return each.logical_id == logical_id && (each.stack.empty() || each.stack == stack) &&
           each.until >= today();
  });
}

// What the app's other stacks read of the targets: they stay as they are.
void add_other_readers(const Side& made, const PlaceOptions& place, DiffReport& report) {
  std::vector<SidePair> others;
  for (const SideTemplate& each : made.templates) {
    const bool is_target =
        std::ranges::find(report.diffs, each.name, &diff::StackDiff::name) != report.diffs.end();
    if (!is_target && may_read_outputs(each)) add_pair(others, each.name, &each, &each);
  }
  if (others.empty()) return;
  std::vector<diff::StackDiff> all = report.diffs;
  std::ranges::move(diff::compare_all(placed_pairs(others, place)), std::back_inserter(all));
  report.stale_reads = diff::find_stale_reads(all);
}

}  // namespace

DeployDiff::DeployDiff(std::span<const DeployTarget> targets, const Side& made,
                       const deploy::AwsOptions& account,
                       const std::vector<diff::Acceptance>& acceptances, const Console& console)
    : acceptances_(acceptances), before_(deployed_side(targets, console)) {
  Side after{.label = console.program()};
  const PlaceOptions place{.account = std::nullopt, .region = account.region};
  report_ = report_on(before_, after, pairs_of(targets, before_), place, false);
  add_other_readers(made, place, report_);
  for (const diff::Acceptance& each : accept(acceptances, report_, console)) {
    console.say("--accept-loss " + named(each) +
                ": the diff shows no loss of it; one that CloudFormation tells is accepted");
  }
}

const diff::StackDiff* DeployDiff::find(std::string_view stack) const {
  const auto found = std::ranges::find(report_.diffs, stack, &diff::StackDiff::name);
  return found == report_.diffs.end() ? nullptr : &*found;
}

bool DeployDiff::is_same(std::string_view stack) const {
  bool is_known = false;
  for (std::size_t i = 0; i < report_.diffs.size(); ++i) {
    if (report_.pairs[i].stack() != stack) continue;
    is_known = true;
    const diff::StackDiff& each = report_.diffs[i];
    if (each.before == nullptr || !each.is_same()) return false;
  }
  return is_known;
}

// A loss that the diff tells. Where CloudFormation does not say what becomes of a resource that
// goes, that is as the diff says.
bool DeployDiff::may_lose_data(std::string_view stack,
                               const deploy::ResourceVerdict& verdict) const {
  const bool is_part = find(std::string(stack) + '.' + verdict.logical_id) != nullptr;
  const diff::StackDiff* own = find(stack);
  // What is in a nested stack of the app is told of its own resources.
  return !is_part && holds_data(own, verdict) && !is_foreseen(own, verdict);
}

bool DeployDiff::is_foreseen(const diff::StackDiff* stack,
                             const deploy::ResourceVerdict& verdict) const {
  if (stack == nullptr) return false;
  const diff::ResourceChange* change = stack->find(verdict.logical_id);
  if (verdict.policy_action.empty() && change != nullptr && change->goes()) return true;
  return std::ranges::any_of(report_.losses, [&](const diff::Loss& loss) {
    return loss.path.empty() && loss.logical_id == verdict.logical_id &&
           &report_.diffs[loss.stack] == stack;
  });
}

void DeployDiff::leave_out_accepted(std::string_view stack,
                                    std::vector<std::string_view>& lost) const {
  const diff::StackDiff* own = find(stack);
  std::vector<diff::Loss> losses;
  for (const std::string_view each : lost) {
    if (own == nullptr) break;
    losses.push_back({.stack = static_cast<std::size_t>(own - report_.diffs.data()),
                      .logical_id = each,
                      .type_name = {},
                      .path = {},
                      .what = {},
                      .hint = {}});
  }
  // One that has expired is none.
  static_cast<void>(accept_losses(report_, acceptances_, losses));
  std::erase_if(lost, [&](std::string_view id) {
    if (own == nullptr) return is_accepted(acceptances_, stack, id);
    return std::ranges::find(losses, id, &diff::Loss::logical_id)->accepted != nullptr;
  });
}

bool DeployDiff::loses_data() const { return verdict_of(report_) == DiffVerdict::loses_data; }

std::vector<const diff::Refusal*> DeployDiff::certain_refusals() const {
  std::vector<const diff::Refusal*> certain;
  for (const diff::Refusal& each : report_.refusals) {
    if (each.is_certain) certain.push_back(&each);
  }
  return certain;
}

std::vector<deploy::Disagreement> DeployDiff::disagreements(
    std::string_view stack, const std::vector<deploy::ResourceVerdict>& theirs) const {
  const diff::StackDiff* own = find(stack);
  if (own == nullptr) return {};
  std::vector<deploy::OwnVerdict> ours;
  for (const diff::ResourceChange& each : own->resources) {
    // What does nothing, or is made under a condition alone, need not be in a change set.
    const bool may_be_absent = each.may_not_happen || diff::is_quiet(each);
    if (may_be_absent && !names(theirs, each.logical_id)) continue;
    ours.push_back({each.logical_id, word_for(each)});
  }
  std::vector<deploy::ResourceVerdict> unforeseen = theirs;
  std::erase_if(unforeseen, [&](const deploy::ResourceVerdict& each) {
    // A nested stack is always updated; what that does is in its own change set.
    const bool is_told_elsewhere = !each.change_set.empty() || follows_a_read(*own, each);
    return own->find(each.logical_id) == nullptr && is_told_elsewhere;
  });
  return deploy::disagreements(ours, unforeseen);
}

std::vector<std::string_view> DeployDiff::unforeseen_losses(
    std::string_view stack, const std::vector<deploy::ResourceVerdict>& theirs) const {
  std::vector<std::string_view> lost;
  for (const deploy::ResourceVerdict& each : theirs) {
    const bool goes = each.action == "Remove" || each.replaces();
    if (goes && each.deletes() && may_lose_data(stack, each)) lost.push_back(each.logical_id);
  }
  leave_out_accepted(stack, lost);
  return lost;
}

std::vector<std::string_view> DeployDiff::possible_losses(
    std::string_view stack, const std::vector<deploy::ResourceVerdict>& theirs) const {
  std::vector<std::string_view> maybe;
  for (const deploy::ResourceVerdict& each : theirs) {
    if (each.replacement != "Conditional" || !each.deletes()) continue;
    if (may_lose_data(stack, each)) maybe.push_back(each.logical_id);
  }
  return maybe;
}

}  // namespace omnitrack::cli
