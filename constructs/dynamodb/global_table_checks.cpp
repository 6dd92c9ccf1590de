#include <string>
#include <vector>

#include <omnitrack/codes.hpp>
#include <omnitrack/dynamodb/global_table.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace {

constexpr std::size_t most_global_indexes = 20;
constexpr std::size_t most_local_indexes = 5;

}  // namespace

void GlobalTable::check(const GlobalTableProps& props) const {
  if (props.table_name.is_broken()) {
    error(codes::OT2301, "'" + std::string(props.table_name.text()) + "' cannot name a table",
          "a table name has 3 to 255 letters, digits, underscores, hyphens and dots");
  }
  if (props.ttl_attribute.is_broken()) {
    error(codes::OT2302, "the TTL attribute's name is not a text of 1 to 255 bytes");
  }
  if (props.recovery_period_days.is_broken()) {
    error(codes::OT2310, "the table cannot be restored for so many days", "it can be 1 to 35");
  }
  if (props.global_indexes.size() > most_global_indexes ||
      props.local_indexes.size() > most_local_indexes) {
    error(codes::OT2305, "the table has more than 20 global or 5 local secondary indexes",
          "overload the keys of one index, or have the quota raised and use resource()");
  }
  if (!props.local_indexes.empty() && !props.sort_key.is_set()) {
    error(codes::OT2306, "a local index needs a table with a sort key",
          "give the table a .sort_key, or make it a global index");
  }
  bool has_fixed_writes = props.billing.write() && !props.billing.write()->is_scaled();
  for (const GlobalIndex& index : props.global_indexes) {
    has_fixed_writes = has_fixed_writes || (props.billing.write() && index.write_capacity &&
                                            !index.write_capacity->is_scaled());
  }
  if (has_fixed_writes) {
    error(codes::OT3558, "the write capacity of a table of several regions is fixed",
          "use Capacity::scaled, or TableBilling::on_demand()");
  }
}

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/multi-region-strong-consistency-gt.html
void GlobalTable::check_regions(const GlobalTableProps& props) const {
  std::vector<std::string_view> regions;
  if (!stack().fixed_region().empty()) regions.push_back(stack().fixed_region());
  for (const GlobalTableReplica& replica : props.replicas) regions.push_back(replica.region);
  if (!props.witness_region.empty()) regions.push_back(props.witness_region);
  for (std::size_t i = 0; i < regions.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (regions[i] != regions[j]) continue;
      error(codes::OT3559, "the table is in the region '" + std::string(regions[i]) + "' twice",
            "name each region once, and the stack's own not at all");
    }
  }
  const std::size_t total = 1 + props.replicas.size() + (props.witness_region.empty() ? 0 : 1);
  if (props.consistency == TableConsistency::strong) {
    if (total != 3) {
      error(codes::OT3560,
            "a table with strong consistency is in " + std::to_string(total) + " regions",
            "give it two replicas, or one and a witness_region");
    }
    if (!props.local_indexes.empty() || props.ttl_attribute.is_set()) {
      error(codes::OT3560, "a table with strong consistency has local indexes or a TTL attribute",
            "leave them out, or take TableConsistency::eventual");
    }
  } else if (!props.witness_region.empty()) {
    error(codes::OT3560, "a table with eventual consistency has a witness",
          "leave witness_region out, or take TableConsistency::strong");
  }
}

}  // namespace omnitrack
