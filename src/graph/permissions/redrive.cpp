#include "graph/permissions/redrive.hpp"

#include <algorithm>

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

constexpr std::string_view queue_type = "AWS::SQS::Queue";

/// Whether the policy of a dead-letter queue lets a queue use it.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html
Verdict lets_in(const Scene& scene, const ResourceEntry& letters, const ResourceEntry& queue) {
  const Node* policy = scene.find(letters, "RedriveAllowPolicy");
  if (policy == nullptr) return Verdict::yes;
  const auto permission = scene.text(letters, "RedriveAllowPolicy/redrivePermission");
  if (!permission) return policy->is_call() ? Verdict::perhaps : Verdict::yes;
  if (*permission == "allowAll") return Verdict::yes;
  if (*permission == "denyAll") return Verdict::no;
  const auto sources = scene.values(letters, "RedriveAllowPolicy/sourceQueueArns/*");
  const bool is_named = std::ranges::any_of(
      sources, [&](const ValueAt& each) { return scene.named(each.node, queue_type) == &queue; });
  if (is_named) return Verdict::yes;
  const bool is_told = std::ranges::all_of(
      sources, [&](const ValueAt& each) { return scene.named(each.node, queue_type) != nullptr; });
  return is_told ? Verdict::no : Verdict::perhaps;
}

}  // namespace

std::optional<Answer> redriven(const Scene& scene, const ResourceEntry& from,
                               const ResourceEntry& to) {
  if (from.type_name != queue_type || to.type_name != queue_type) return std::nullopt;
  const auto targets = scene.values(from, "RedrivePolicy/deadLetterTargetArn");
  if (targets.empty() || scene.named(targets.front().node, queue_type) != &to) return std::nullopt;
  const std::string id(to.logical_id);
  Answer answer = open_answer();
  answer.require(
      reason_of(RuleKind::setting, Verdict::yes, from, targets.front().node,
                std::string(from.logical_id) + " hands the messages that fail to " + id));
  const Verdict lets = lets_in(scene, to, from);
  if (lets == Verdict::yes) return answer;
  answer.require(reason_of(RuleKind::setting, lets, to, scene.find(to, "RedriveAllowPolicy"),
                           id + (lets == Verdict::no ? " takes" : " may take") +
                               " no failed messages of " + std::string(from.logical_id)),
                 "what the RedriveAllowPolicy of " + id + " is");
  return answer;
}

}  // namespace omnitrack::graph
