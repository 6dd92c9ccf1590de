#include <algorithm>
#include <array>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

namespace {

/// A property of a type that names the subnets and security groups of its network interfaces.
struct NetworkUse {
  std::string_view type_name;
  std::string_view property;
};

// https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/amazon-mq-setting-up.html
// https://docs.aws.amazon.com/msk/latest/developerguide/msk-create-cluster.html
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html
constexpr std::array<NetworkUse, 5> network_uses{{
    {"AWS::AmazonMQ::Broker", "SecurityGroups"},
    {"AWS::AmazonMQ::Broker", "SubnetIds"},
    {"AWS::MSK::Cluster", "BrokerNodeGroupInfo"},
    {"AWS::MSK::ServerlessCluster", "VpcConfigs"},
    {"AWS::OpenSearchService::Domain", "VPCOptions"},
}};

bool is_of_network(const ResourceChange& change) {
  return change.type_name == "AWS::EC2::Subnet" || change.type_name == "AWS::EC2::SecurityGroup";
}

/// The subnets and security groups that are to be deleted while a resource stays in them.
std::set<std::string_view> kept_by(const StackDiff& diff, const ResourceChange& change) {
  std::set<std::string_view> kept;
  for (const NetworkUse& use : network_uses) {
    if (use.type_name != change.type_name) continue;
    for (const std::string_view name :
         named_in(meaning::find_value(change.before->properties, use.property))) {
      if (is_removed(diff, name) && is_of_network(*diff.find(name))) kept.insert(name);
    }
  }
  return kept;
}

std::string listed_names(const std::set<std::string_view>& names) {
  std::string text;
  for (const std::string_view each : names) {
    text.append(text.empty() ? "'" : ", '").append(each).append("'");
  }
  return text;
}

}  // namespace

// https://docs.aws.amazon.com/vpc/latest/userguide/subnet-deleting.html
void refuse_kept_networks(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const StackDiff& diff = diffs[stack];
    for (const ResourceChange& change : diff.resources) {
      const bool stays = change.before != nullptr && change.leaves() &&
                         change.disposition == Disposition::retained;
      if (!stays) continue;
      const std::set<std::string_view> kept = kept_by(diff, change);
      if (kept.empty()) continue;
      const bool is_gone_stack = diff.after == nullptr;
      report_refusal(
          refusals, as_info(codes::OT5125), stack, change.logical_id, change.type_name,
          {.path = {},
           .what = "it is retained, and its network interfaces keep " + listed_names(kept) +
                   " from being deleted" +
                   (is_gone_stack ? ", and the stack with it" : "; they stay outside of the stack"),
           .hint = "delete it as well ('DeletionPolicy: Delete'), or retain its network too"});
    }
  }
}

}  // namespace omnitrack::diff
