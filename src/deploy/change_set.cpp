#include "deploy/change_set.hpp"

#include <algorithm>

namespace omnitrack::deploy {

namespace {

// Both texts are CloudFormation's, for a change set of resources and of nothing at all.
bool says_no_changes(std::string_view reason) {
  return reason.find("didn't contain changes") != std::string_view::npos ||
         reason.find("No updates are to be performed") != std::string_view::npos;
}

bool agree(std::string_view ours, std::string_view theirs) {
  if (ours == theirs) return true;
  const auto is_update = [](std::string_view word) {
    return word == "update" || word == "replace";
  };
  return (ours == "may replace" && is_update(theirs)) ||
         (theirs == "may replace" && is_update(ours));
}

}  // namespace

ChangeSet::State change_set_state(std::string_view status, std::string_view reason) {
  if (status == "CREATE_COMPLETE") return ChangeSet::State::ready;
  if (status == "CREATE_PENDING" || status == "CREATE_IN_PROGRESS") {
    return ChangeSet::State::pending;
  }
  return says_no_changes(reason) ? ChangeSet::State::empty : ChangeSet::State::failed;
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html
bool ResourceVerdict::replaces() const {
  if (action != "Modify" || replacement == "Conditional") return false;
  return replacement == "True" || policy_action.starts_with("ReplaceAnd");
}

bool ResourceVerdict::deletes() const {
  if (!policy_action.empty()) {
    return policy_action == "Delete" || policy_action.ends_with("AndDelete");
  }
  return action == "Remove" || replacement == "True" || replacement == "Conditional";
}

ChangeSet read_change_set(const AwsAnswer& answer) {
  const tmpl::Node& root = answer.root();
  ChangeSet change_set{.id = std::string(text_at(root, "ChangeSetId")),
                       .reason = std::string(text_at(root, "StatusReason")),
                       .stack_name = std::string(text_at(root, "StackName")),
                       .stack_id = std::string(text_at(root, "StackId")),
                       .created = std::string(text_at(root, "CreationTime")),
                       .execution_status = std::string(text_at(root, "ExecutionStatus"))};
  const std::string_view status = text_at(root, "Status");
  if (status.empty()) {
    throw AwsFailure(AwsFault::other, "it does not tell the status of a change set", {});
  }
  change_set.state = change_set_state(status, change_set.reason);
  for (const tmpl::Node& each : items_at(root, "Changes")) {
    const tmpl::Node* change = each.find("ResourceChange");
    if (change == nullptr) continue;
    change_set.verdicts.push_back(
        {.logical_id = std::string(text_at(*change, "LogicalResourceId")),
         .physical_id = std::string(text_at(*change, "PhysicalResourceId")),
         .type_name = std::string(text_at(*change, "ResourceType")),
         .action = std::string(text_at(*change, "Action")),
         .replacement = std::string(text_at(*change, "Replacement")),
         .policy_action = std::string(text_at(*change, "PolicyAction")),
         .change_set = std::string(text_at(*change, "ChangeSetId"))});
  }
  return change_set;
}

// The AWS CLI asks for all pages by itself.
AwsCli::Words describe_change_set_call(const std::string& id, const std::string& stack) {
  AwsCli::Words words{"cloudformation", "describe-change-set", "--change-set-name", id};
  if (!stack.empty()) words.insert(words.end(), {"--stack-name", stack});
  return words;
}

ChangeSet describe_change_set(const AwsCli& aws, const std::string& id, const std::string& stack) {
  return read_change_set(aws.ask(describe_change_set_call(id, stack)));
}

std::vector<Validation> read_validations(const AwsAnswer& answer) {
  std::vector<Validation> found;
  for (const tmpl::Node& each : items_at(answer.root(), "OperationEvents")) {
    if (text_at(each, "EventType") != "VALIDATION_ERROR") continue;
    found.push_back({.logical_id = std::string(text_at(each, "LogicalResourceId")),
                     .path = std::string(text_at(each, "ValidationPath")),
                     .reason = std::string(text_at(each, "ValidationStatusReason")),
                     .stops = text_at(each, "ValidationFailureMode") != "WARN"});
  }
  return found;
}

std::vector<Validation> validations_of(const AwsCli& aws, const std::string& change_set) {
  try {
    return read_validations(
        aws.ask({"cloudformation", "describe-events", "--change-set-name", change_set}));
  } catch (const AwsFailure& failure) {
    const bool cannot_tell =
        failure.fault() == AwsFault::too_old || failure.fault() == AwsFault::access_denied ||
        failure.fault() == AwsFault::invalid || failure.fault() == AwsFault::not_found ||
        failure.fault() == AwsFault::other;
    if (!cannot_tell) throw;
    return {};
  }
}

std::string_view word_for(const ResourceVerdict& verdict) {
  if (verdict.action == "Add") return "create";
  if (verdict.action == "Remove") return "delete";
  if (verdict.action == "Import") return "import";
  if (verdict.action != "Modify") return "may replace";
  if (verdict.replaces()) return "replace";
  return verdict.replacement == "Conditional" ? "may replace" : "update";
}

std::vector<Disagreement> disagreements(const std::vector<OwnVerdict>& ours,
                                        const std::vector<ResourceVerdict>& theirs) {
  std::vector<Disagreement> found;
  for (const OwnVerdict& own : ours) {
    const auto other = std::ranges::find(theirs, own.logical_id, &ResourceVerdict::logical_id);
    const std::string_view word = other == theirs.end() ? std::string_view() : word_for(*other);
    if (!agree(own.action, word)) found.push_back({std::string(own.logical_id), own.action, word});
  }
  for (const ResourceVerdict& each : theirs) {
    if (std::ranges::find(ours, std::string_view(each.logical_id), &OwnVerdict::logical_id) ==
        ours.end()) {
      found.push_back({each.logical_id, {}, word_for(each)});
    }
  }
  return found;
}

}  // namespace omnitrack::deploy
