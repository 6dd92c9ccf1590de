#include "deploy/diagnosis.hpp"

#include <algorithm>

#include "deploy/operations.hpp"

namespace omnitrack::deploy {

namespace {

constexpr std::size_t most_nested_stacks = 50;

bool is_nested_stack(const StackEvent& event) {
  return event.type_name == "AWS::CloudFormation::Stack" && !event.is_of_stack();
}

bool is_own_failure(const StackEvent& event) {
  return event.is_failure() && !event.is_of_stack() && !is_consequence(event.reason);
}

// The latest stack of a name that was deleted: its ARN, or nothing.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStacks.html
std::string deleted_stack(const AwsCli& aws, const std::string& name) {
  const AwsAnswer answer =
      aws.ask({"cloudformation", "list-stacks", "--stack-status-filter", "DELETE_COMPLETE"});
  std::string id;
  std::string_view created;
  for (const tmpl::Node& each : items_at(answer.root(), "StackSummaries")) {
    if (text_at(each, "StackName") != name || text_at(each, "CreationTime") < created) continue;
    created = text_at(each, "CreationTime");
    id = text_at(each, "StackId");
  }
  return id;
}

std::optional<StackState> state_even_if_deleted(const AwsCli& aws, const std::string& stack) {
  if (std::optional<StackState> state = state_of(aws, stack)) return state;
  if (stack.starts_with("arn:")) return std::nullopt;
  const std::string id = deleted_stack(aws, stack);
  return id.empty() ? std::nullopt : state_of(aws, id);
}

// The last operation in which something failed, or else the last one.
void choose_operation(const std::vector<StackEvent>& all, Diagnosis& diagnosis) {
  const std::vector<std::span<const StackEvent>> operations = operations_in(all);
  const auto has_failure = [](std::span<const StackEvent> each) {
    return std::ranges::any_of(each, &StackEvent::is_failure);
  };
  const auto found = std::ranges::find_if(operations.rbegin(), operations.rend(), has_failure);
  if (found == operations.rend()) return;
  diagnosis.events.assign(found->begin(), found->end());
  diagnosis.is_latest = found == operations.rbegin();
}

// What is found in a nested stack may name further ones.
void add_nested_events(const AwsCli& aws, std::vector<StackEvent>& events) {
  std::vector<std::string> asked;
  const std::string since = events.empty() ? std::string() : events.front().time;
  for (std::size_t i = 0; i < events.size() && asked.size() < most_nested_stacks; ++i) {
    if (!is_nested_stack(events[i]) || !events[i].is_failure()) continue;
    const std::string id = events[i].physical_id;
    if (!id.starts_with("arn:") || std::ranges::find(asked, id) != asked.end()) continue;
    asked.push_back(id);
    try {
      std::ranges::move(EventFeed(id, {}, since).poll(aws), std::back_inserter(events));
    } catch (const AwsFailure& failure) {
      // One that is long gone has no events any more.
      if (failure.fault() != AwsFault::not_found) throw;
    }
  }
  std::ranges::stable_sort(events, {}, &StackEvent::time);
}

std::vector<FailedChangeSet> failed_change_sets(const AwsCli& aws, const std::string& stack) {
  const AwsAnswer answer = aws.ask({"cloudformation", "list-change-sets", "--stack-name", stack});
  std::vector<FailedChangeSet> failed;
  for (const tmpl::Node& each : items_at(answer.root(), "Summaries")) {
    const std::string_view reason = text_at(each, "StatusReason");
    if (change_set_state(text_at(each, "Status"), reason) != ChangeSet::State::failed) continue;
    failed.push_back(
        {.name = std::string(text_at(each, "ChangeSetName")),
         .created = std::string(text_at(each, "CreationTime")),
         .reason = std::string(reason),
         .validations = validations_of(aws, std::string(text_at(each, "ChangeSetId")))});
  }
  std::ranges::sort(failed, {}, &FailedChangeSet::created);
  return failed;
}

}  // namespace

void find_causes(Diagnosis& diagnosis) {
  const std::vector<StackEvent>& events = diagnosis.events;
  const auto begins_rollback = [&](const StackEvent& each) {
    return each.is_of_stack() && each.stack_id == diagnosis.state.id &&
           each.status.ends_with("ROLLBACK_IN_PROGRESS");
  };
  const auto back = std::ranges::find_if(events, begins_rollback);
  const std::vector<StackEvent> way(events.begin(), back);
  const std::vector<StackEvent> way_back(back, events.end());
  if (const StackEvent* cause = first_cause(way)) diagnosis.cause = *cause;
  if (std::ranges::any_of(way_back, is_own_failure))
    diagnosis.rollback_cause = *first_cause(way_back);
  for (const StackEvent& each : way) {
    if (each.is_failure() && is_consequence(each.reason) && !each.is_of_stack())
      ++diagnosis.stopped;
    const bool is_the_cause = diagnosis.cause && each.id == diagnosis.cause->id;
    if (is_own_failure(each) && !is_nested_stack(each) && !is_the_cause) {
      diagnosis.others.push_back(each);
    }
  }
}

std::optional<Diagnosis> diagnose(const AwsCli& aws, const std::string& stack) {
  std::optional<StackState> state = state_even_if_deleted(aws, stack);
  if (!state) return std::nullopt;
  Diagnosis diagnosis;
  diagnosis.state = std::move(*state);
  choose_operation(EventFeed(diagnosis.state.id, {}).poll(aws), diagnosis);
  add_nested_events(aws, diagnosis.events);
  find_causes(diagnosis);
  if (diagnosis.state.status != "DELETE_COMPLETE") {
    diagnosis.change_sets = failed_change_sets(aws, diagnosis.state.id);
  }
  return diagnosis;
}

}  // namespace omnitrack::deploy
