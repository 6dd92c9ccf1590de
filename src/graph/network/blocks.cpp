#include "graph/network/blocks.hpp"

#include <algorithm>

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

/// How far exclusions let a connection pass, and what that depends on.
struct Exclusion {
  Verdict verdict = Verdict::no;
  std::string unknown = {};
};

/// Whether an exclusion is one of a subnet or of its VPC.
Verdict is_about(const Scene& scene, const ResourceEntry& exclusion, const ResourceEntry& subnet) {
  const ResourceEntry* vpc = scene.named(subnet, "VpcId", "AWS::EC2::VPC");
  for (const std::string_view property : {"SubnetId", "VpcId"}) {
    const Node* value = scene.find(exclusion, property);
    if (value == nullptr) continue;
    const ResourceEntry* named = scene.named(value, {});
    if (named == nullptr) return Verdict::perhaps;
    return named == &subnet || named == vpc ? Verdict::yes : Verdict::no;
  }
  return Verdict::perhaps;
}

/// Whether exclusions of the templates let a connection pass.
Exclusion is_excluded(const Scene& scene, const ResourceEntry& subnet, Passage passage) {
  Exclusion best;
  for (const ResourceEntry* each :
       scene.model().of_type("AWS::EC2::VPCBlockPublicAccessExclusion")) {
    if (!scene.reader().exists(*each)) continue;
    Verdict lets = is_about(scene, *each, subnet);
    const auto mode = scene.text(*each, "InternetGatewayExclusionMode");
    if (!mode) {
      lets = std::min(lets, Verdict::perhaps);
    } else if (*mode == "allow-egress" && passage == Passage::in) {
      lets = Verdict::no;
    }
    if (lets > best.verdict) {
      best = {.verdict = lets, .unknown = "what " + std::string(each->logical_id) + " excludes"};
    }
  }
  return best;
}

}  // namespace

// https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
void require_no_block(const Scene& scene, const ResourceEntry& subnet, Passage passage,
                      Answer& answer) {
  for (const ResourceEntry* each : scene.model().of_type("AWS::EC2::VPCBlockPublicAccessOptions")) {
    if (!scene.reader().exists(*each)) continue;
    const Node* at = scene.find(*each, "InternetGatewayBlockMode");
    const auto mode = at == nullptr ? std::nullopt : scene.reader().text(at);
    // One way lets NAT gateways open connections, and nothing else.
    const bool blocks = !mode || *mode == "block-bidirectional" ||
                        (*mode == "block-ingress" && passage != Passage::out_of_nat);
    if (!blocks) continue;
    const Exclusion excluded = is_excluded(scene, subnet, passage);
    if (excluded.verdict == Verdict::yes) continue;
    const bool is_sure = mode && excluded.verdict == Verdict::no;
    const std::string id(each->logical_id);
    answer.require(reason_of(RuleKind::setting, is_sure ? Verdict::no : Verdict::perhaps, *each, at,
                             id + (is_sure ? " blocks" : " may block") + " public access to VPCs"),
                   mode ? excluded.unknown : "the mode of " + id);
  }
}

}  // namespace omnitrack::graph
