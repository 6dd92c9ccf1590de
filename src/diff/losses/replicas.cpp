#include <algorithm>
#include <array>

#include "diff/losses/loss_check.hpp"
#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Cases;
using meaning::cases_below;
using meaning::only_value;
using meaning::property_path;
using tmpl::Node;

/// What each replica of a global table may have.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-globaltable-replicaspecification.html
struct ReplicaProtection {
  std::string_view way;
  std::string_view lost;
};
constexpr std::array<ReplicaProtection, 2> replica_protections{{
    {"DeletionProtectionEnabled", "nothing yet, but nothing will stop a deletion of the replica"},
    {"PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled",
     "the recovery of the replica to any point in time"},
}};

const Node* replica_in(const Node& replicas, std::string_view region) {
  const auto items = replicas.items();
  const auto found = std::ranges::find_if(items, [region](const Node& each) {
    return meaning::known_text(each.find("Region")) == region;
  });
  return found == items.end() ? nullptr : &*found;
}

/// Whether a switch of a replica is on; nothing where that is not known.
std::optional<bool> is_on(const tmpl::Index& index, const Node& replica, std::string_view way) {
  const Cases cases = cases_below(index, &replica, way);
  if (cases.size() != 1 || !cases.front().is_seen) return std::nullopt;
  if (cases.front().value == nullptr) return false;
  return meaning::known_boolean(cases.front().value);
}

}  // namespace

void find_dropped_replica_protection(const LossCheck& check) {
  if (check.change.type_name != "AWS::DynamoDB::GlobalTable") return;
  const Node* before = only_value(*check.diff.before, *check.change.before, "Replicas");
  const Node* after = only_value(*check.diff.after, *check.change.after, "Replicas");
  if (before == nullptr || after == nullptr) return;
  for (std::size_t i = 0; i < after->items().size(); ++i) {
    const Node& replica = after->items()[i];
    const auto region = meaning::known_text(replica.find("Region"));
    const Node* old_replica = region ? replica_in(*before, *region) : nullptr;
    if (old_replica == nullptr) continue;
    for (const ReplicaProtection& each : replica_protections) {
      const auto was = is_on(*check.diff.before, *old_replica, each.way);
      const auto is = is_on(*check.diff.after, replica, each.way);
      if (was != true || is != false) continue;
      check.report(property_path("Replicas/" + std::to_string(i) + "/" + std::string(each.way)),
                   std::string(each.lost) + " in " + std::string(*region),
                   "leave '" + std::string(each.way) + "' on");
    }
  }
}

}  // namespace omnitrack::diff
