#include "omnitrack/ec2/placement_group.hpp"

#include <string>

#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

using MadePlacementGroup = cfn::ec2::PlacementGroupProps;

MadePlacementGroup::Strategy strategy_of(PlacementStrategy strategy) {
  switch (strategy) {
    case PlacementStrategy::partition:
      return MadePlacementGroup::Strategy::partition;
    case PlacementStrategy::spread:
      return MadePlacementGroup::Strategy::spread;
    case PlacementStrategy::cluster:
      break;
  }
  return MadePlacementGroup::Strategy::cluster;
}

}  // namespace

PlacementGroup::PlacementGroup(Attach at, const PlacementGroupProps& props)
    : Construct(std::move(at)),
      resource_(&add(MadePlacementGroup{
          .id = primary(),
          .partition_count = props.partitions.value(),
          .strategy = strategy_of(props.strategy),
      })) {
  if (props.spread_level) {
    resource_->props.spread_level = *props.spread_level == SpreadLevel::host
                                        ? MadePlacementGroup::SpreadLevel::host
                                        : MadePlacementGroup::SpreadLevel::rack;
  }
  if (props.partitions.is_broken()) {
    error(codes::OT3911,
          "the placement group has " + std::to_string(props.partitions.number()) +
              " partitions, which is out of bounds",
          "it has 1 to 7");
  }
  if (props.partitions.is_set() && props.strategy != PlacementStrategy::partition) {
    error(codes::OT3914, "the placement group has partitions, and another strategy",
          "use PlacementStrategy::partition, or leave `partitions` out");
  }
  if (props.spread_level && props.strategy != PlacementStrategy::spread) {
    error(codes::OT3914, "the placement group says how it is spread, and has another strategy",
          "use PlacementStrategy::spread, or leave `spread_level` out");
  }
}

Value<cfn::ec2::PlacementGroupName> PlacementGroup::name() const { return resource_->ref(); }

}  // namespace omnitrack
