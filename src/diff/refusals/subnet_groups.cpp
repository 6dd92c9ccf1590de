#include <algorithm>
#include <array>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

namespace {

using meaning::only_value;
using tmpl::Node;

constexpr std::string_view subnets_way = "SubnetIds";

// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBSubnetGroup.html
// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheSubnetGroup.html
// https://docs.aws.amazon.com/memorydb/latest/APIReference/API_UpdateSubnetGroup.html
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_dax_UpdateSubnetGroup.html
// https://docs.aws.amazon.com/redshift/latest/APIReference/API_ModifyClusterSubnetGroup.html
constexpr std::array<std::string_view, 7> group_types{"AWS::DAX::SubnetGroup",
                                                      "AWS::DocDB::DBSubnetGroup",
                                                      "AWS::ElastiCache::SubnetGroup",
                                                      "AWS::MemoryDB::SubnetGroup",
                                                      "AWS::Neptune::DBSubnetGroup",
                                                      "AWS::RDS::DBSubnetGroup",
                                                      "AWS::Redshift::ClusterSubnetGroup"};

/// Whether a value surely is none of another list: a literal, or a resource of the template.
bool is_surely_other(const tmpl::Index& index, const Node& value) {
  const std::string_view target = meaning::referred_id(value);
  return target.empty() ? meaning::known_text(&value).has_value()
                        : index.find_resource(target) != nullptr;
}

/// What of the old subnets goes.
struct Gone {
  std::size_t count = 0;
  bool is_all = false;
  bool is_sure = true;  ///< each of them is another than all of the new ones
};

Gone gone_subnets(const RefusalCheck& check, const Node& before, const Node& after) {
  Gone gone;
  for (const Node& old : before.items()) {
    const bool stays = std::ranges::any_of(after.items(), [&](const Node& each) {
      return meaning::canonical_text(each, {}) == meaning::canonical_text(old, {}) &&
             !follows_replacement(check.diff, each);
    });
    if (stays) continue;
    ++gone.count;
    gone.is_sure = gone.is_sure && is_surely_other(*check.diff.before, old);
  }
  gone.is_all = gone.count == before.items().size();
  gone.is_sure = gone.is_sure && std::ranges::all_of(after.items(), [&](const Node& each) {
                   return is_surely_other(*check.diff.after, each);
                 });
  return gone;
}

/// A resource that is in a group before and after the update; empty where none is known.
std::string_view user_of(const StackDiff& diff, std::string_view group) {
  std::vector<meaning::Reference> references;
  meaning::collect_references(*diff.written_before(), references);
  for (const meaning::Reference& each : references) {
    if (each.target != group || each.is_from_output) continue;
    if (each.how == meaning::Reference::How::depends_on) continue;
    const ResourceChange* change = diff.find(each.user);
    if (change == nullptr || (!change->leaves() && !change->is_replaced())) return each.user;
  }
  return {};
}

}  // namespace

void refuse_subnets_in_use(const RefusalCheck& check) {
  if (std::ranges::find(group_types, check.change.type_name) == group_types.end()) return;
  const Node* before = only_value(*check.diff.before, *check.change.before, subnets_way);
  const Node* after = only_value(*check.diff.after, *check.change.after, subnets_way);
  if (before == nullptr || after == nullptr || !before->is(tmpl::Kind::list) ||
      !after->is(tmpl::Kind::list)) {
    return;
  }
  const Gone gone = gone_subnets(check, *before, *after);
  if (gone.count == 0) return;
  const std::string_view user = user_of(check.diff, check.change.logical_id);
  const std::string who = user.empty() ? "what uses the group" : "'" + std::string(user) + "'";
  check.report(codes::OT5140,
               {.path = meaning::property_path(subnets_way),
                .what = gone.is_all ? "all subnets of the group go, and " + who + " is in them"
                                    : who + " may be in a subnet of the group that goes",
                .hint = "leave the old subnets in the group as long as something is in them; to "
                        "move it, make it anew in another group",
                .is_certain = gone.is_all && gone.is_sure && !user.empty()});
}

}  // namespace omnitrack::diff
