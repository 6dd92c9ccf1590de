#include "deploy/rollback.hpp"

#include "deploy/events.hpp"

namespace omnitrack::deploy {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ContinueUpdateRollback.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_RollbackStack.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CancelUpdateStack.html
RollbackWay rollback_way(std::string_view status) {
  if (status == "UPDATE_ROLLBACK_FAILED") return RollbackWay::continue_rollback;
  if (status == "CREATE_FAILED" || status == "UPDATE_FAILED") return RollbackWay::roll_back;
  return status == "UPDATE_IN_PROGRESS" ? RollbackWay::cancel_update : RollbackWay::none;
}

AwsCli::Words rollback_call(RollbackWay way, const std::string& stack, const std::string& token,
                            const std::vector<std::string>& skipped) {
  const std::string verb = way == RollbackWay::continue_rollback ? "continue-update-rollback"
                           : way == RollbackWay::roll_back       ? "rollback-stack"
                                                                 : "cancel-update-stack";
  AwsCli::Words words{"cloudformation",         verb, "--stack-name", stack,
                      "--client-request-token", token};
  if (!skipped.empty()) {
    words.emplace_back("--resources-to-skip");
    words.insert(words.end(), skipped.begin(), skipped.end());
  }
  return words;
}

std::vector<StuckResource> stuck_resources(const AwsCli& aws, const std::string& stack) {
  const AwsAnswer answer =
      aws.ask({"cloudformation", "list-stack-resources", "--stack-name", stack});
  std::vector<StuckResource> stuck;
  for (const tmpl::Node& each : items_at(answer.root(), "StackResourceSummaries")) {
    const std::string_view reason = text_at(each, "ResourceStatusReason");
    if (text_at(each, "ResourceStatus") != "UPDATE_FAILED" || is_consequence(reason)) continue;
    stuck.push_back({.logical_id = std::string(text_at(each, "LogicalResourceId")),
                     .type_name = std::string(text_at(each, "ResourceType")),
                     .reason = std::string(reason)});
  }
  return stuck;
}

}  // namespace omnitrack::deploy
