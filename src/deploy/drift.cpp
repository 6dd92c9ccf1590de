#include "deploy/drift.hpp"

#include <algorithm>

namespace omnitrack::deploy {

namespace {

std::vector<PropertyDrift> differences_in(const tmpl::Node& resource) {
  std::vector<PropertyDrift> differences;
  for (const tmpl::Node& each : items_at(resource, "PropertyDifferences")) {
    differences.push_back({.path = std::string(text_at(each, "PropertyPath")),
                           .kind = std::string(text_at(each, "DifferenceType")),
                           .expected = std::string(text_at(each, "ExpectedValue")),
                           .actual = std::string(text_at(each, "ActualValue"))});
  }
  return differences;
}

ResourceDrift drift_of(const tmpl::Node& resource) {
  return {.logical_id = std::string(text_at(resource, "LogicalResourceId")),
          .physical_id = std::string(text_at(resource, "PhysicalResourceId")),
          .type_name = std::string(text_at(resource, "ResourceType")),
          .status = std::string(text_at(resource, "StackResourceDriftStatus")),
          .reason = std::string(text_at(resource, "DriftStatusReason")),
          .differences = differences_in(resource)};
}

}  // namespace

std::string begin_drift_detection(const AwsCli& aws, const std::string& stack) {
  const AwsAnswer answer = aws.ask({"cloudformation", "detect-stack-drift", "--stack-name", stack});
  std::string id(text_at(answer.root(), "StackDriftDetectionId"));
  if (id.empty()) throw AwsFailure(AwsFault::garbage, {}, {});
  return id;
}

DriftDetection ask_drift_detection(const AwsCli& aws, const std::string& detection) {
  const AwsAnswer answer = aws.ask({"cloudformation", "describe-stack-drift-detection-status",
                                    "--stack-drift-detection-id", detection});
  const std::string_view status = text_at(answer.root(), "DetectionStatus");
  if (status.empty()) throw AwsFailure(AwsFault::garbage, {}, {});
  return {.stack_id = std::string(text_at(answer.root(), "StackId")),
          .is_over = status != "DETECTION_IN_PROGRESS",
          .has_failed = status == "DETECTION_FAILED",
          .reason = std::string(text_at(answer.root(), "DetectionStatusReason"))};
}

std::vector<ResourceDrift> read_drift(const AwsCli& aws, const std::string& stack) {
  std::vector<ResourceDrift> drifts;
  // Of this call alone the AWS CLI does not ask for all pages by itself.
  AwsCli::Words words{"cloudformation", "describe-stack-resource-drifts", "--stack-name", stack};
  for (std::string token = "first"; !token.empty();) {
    const AwsAnswer page = aws.ask(words);
    if (page.root().find("StackResourceDrifts") == nullptr) {
      throw AwsFailure(AwsFault::garbage, {}, {});
    }
    for (const tmpl::Node& each : items_at(page.root(), "StackResourceDrifts")) {
      drifts.push_back(drift_of(each));
    }
    token = text_at(page.root(), "NextToken");
    words = {"cloudformation", "describe-stack-resource-drifts",
             "--stack-name",   stack,
             "--next-token",   token};
  }
  const AwsAnswer resources =
      aws.ask({"cloudformation", "list-stack-resources", "--stack-name", stack});
  for (const tmpl::Node& each : items_at(resources.root(), "StackResourceSummaries")) {
    const std::string_view id = text_at(each, "LogicalResourceId");
    if (text_at(each, "ResourceStatus") == "DELETE_COMPLETE" ||
        std::ranges::find(drifts, id, &ResourceDrift::logical_id) != drifts.end()) {
      continue;
    }
    drifts.push_back(drift_of(each));
    drifts.back().status = "NOT_CHECKED";
  }
  return drifts;
}

}  // namespace omnitrack::deploy
