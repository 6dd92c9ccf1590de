#include "deploy/stack_state.hpp"

namespace omnitrack::deploy {

namespace {

std::vector<NamedValue> values_at(const tmpl::Node& stack, std::string_view section,
                                  std::string_view name_key, std::string_view value_key) {
  std::vector<NamedValue> values;
  for (const tmpl::Node& each : items_at(stack, section)) {
    values.push_back({std::string(text_at(each, name_key)), std::string(text_at(each, value_key))});
  }
  return values;
}

std::string told_drift(const tmpl::Node* drift, std::string_view key) {
  return drift == nullptr ? std::string() : std::string(text_at(*drift, key));
}

std::vector<std::string> exports_of(const tmpl::Node& stack) {
  std::vector<std::string> names;
  for (const tmpl::Node& each : items_at(stack, "Outputs")) {
    const std::string_view name = text_at(each, "ExportName");
    if (!name.empty()) names.emplace_back(name);
  }
  return names;
}

// Of a stack that is not there, CloudFormation tells an error.
StackState told_state(const AwsAnswer& answer) {
  std::optional<StackState> state = read_stack_state(answer);
  if (!state || state->status.empty()) throw AwsFailure(AwsFault::garbage, {}, {});
  return std::move(*state);
}

}  // namespace

AwsCli::Words state_call(const std::string& stack) {
  return {"cloudformation", "describe-stacks", "--stack-name", stack};
}

std::optional<StackState> state_in(const AwsCli::Outcome& outcome) {
  if (outcome.answer) return told_state(*outcome.answer);
  if (outcome.failure->fault() == AwsFault::not_found) return std::nullopt;
  throw AwsFailure(*outcome.failure);
}

std::optional<StackState> state_of(const AwsCli& aws, const std::string& stack) {
  return state_in(aws.ask_all({state_call(stack)}).front());
}

std::optional<StackState> read_stack_state(const AwsAnswer& answer) {
  const std::span<const tmpl::Node> stacks = items_at(answer.root(), "Stacks");
  if (stacks.empty()) return std::nullopt;
  const tmpl::Node& stack = stacks.front();
  std::string_view updated = text_at(stack, "LastUpdatedTime");
  if (updated.empty()) updated = text_at(stack, "CreationTime");
  const tmpl::Node* drift = stack.find("DriftInformation");
  return StackState{.id = std::string(text_at(stack, "StackId")),
                    .root = std::string(text_at(stack, "RootId")),
                    .status = std::string(text_at(stack, "StackStatus")),
                    .status_reason = std::string(text_at(stack, "StackStatusReason")),
                    .last_updated = std::string(updated),
                    .parameters = values_at(stack, "Parameters", "ParameterKey", "ParameterValue"),
                    .tags = values_at(stack, "Tags", "Key", "Value"),
                    .outputs = values_at(stack, "Outputs", "OutputKey", "OutputValue"),
                    .exports = exports_of(stack),
                    .is_protected = text_at(stack, "EnableTerminationProtection") == "true",
                    .drift_status = told_drift(drift, "StackDriftStatus"),
                    .drift_time = told_drift(drift, "LastCheckTimestamp")};
}

std::vector<Import> imports_of(const AwsCli& aws, const std::vector<std::string>& export_names) {
  std::vector<AwsCli::Words> calls;
  calls.reserve(export_names.size());
  for (const std::string& each : export_names) {
    calls.push_back({"cloudformation", "list-imports", "--export-name", each});
  }
  std::vector<Import> imports;
  const std::vector<AwsCli::Outcome> outcomes = aws.ask_all(calls);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    // CloudFormation calls it an error that nobody imports an export.
    if (!outcomes[i].answer) {
      if (outcomes[i].failure->said().find("not imported") != std::string::npos) continue;
      throw AwsFailure(*outcomes[i].failure);
    }
    for (const tmpl::Node& each : items_at(outcomes[i].answer->root(), "Imports")) {
      imports.push_back({export_names[i], std::string(each.text())});
    }
  }
  return imports;
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
NextStep next_step(std::string_view status) {
  if (status.empty() || status == "REVIEW_IN_PROGRESS" || status == "DELETE_COMPLETE") {
    return NextStep::create;
  }
  if (status == "ROLLBACK_COMPLETE" || status == "ROLLBACK_FAILED") return NextStep::replace_failed;
  if (status == "UPDATE_ROLLBACK_FAILED") return NextStep::continue_rollback;
  if (status == "DELETE_FAILED") return NextStep::retry_deletion;
  return status.ends_with("_IN_PROGRESS") ? NextStep::wait : NextStep::update;
}

bool is_terminal(std::string_view status) {
  // Its cleanup goes on in …_COMPLETE_CLEANUP_IN_PROGRESS.
  return status.ends_with("_COMPLETE") || status.ends_with("_FAILED");
}

}  // namespace omnitrack::deploy
