#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::ec2 {
class PlacementGroup;  // defined in <omnitrack/cfn/ec2.hpp>
enum class PlacementGroupName : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

namespace detail {

inline void a_placement_group_has_1_to_7_partitions_in_a_zone() {}

}  // namespace detail

/// How many partitions a placement group has in each availability zone.
using PartitionCount =
    CheckedNumber<detail::Between<1, 7, detail::a_placement_group_has_1_to_7_partitions_in_a_zone>>;

/// How instances are placed.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html
enum class PlacementStrategy : std::uint8_t {
  cluster,    ///< near to each other
  partition,  ///< in groups that share no hardware
  spread,     ///< each on hardware of its own
};

/// What instances that are spread do not share.
enum class SpreadLevel : std::uint8_t {
  rack,
  host,  ///< for Outposts
};

class PlacementGroup;

/// Properties of a placement group.
struct PlacementGroupProps {
  using Makes = PlacementGroup;
  Id id;
  /// How many partitions there are in each zone, 1 to 7; for partitions.
  PartitionCount partitions = {};
  /// What the instances do not share; for spread ones.
  Optional<SpreadLevel> spread_level = {};
  /// How the instances are placed.
  PlacementStrategy strategy = PlacementStrategy::cluster;
};

/// Where instances are placed beside each other: AWS::EC2::PlacementGroup. A change makes another
/// group.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-groups.html
class PlacementGroup final : public Construct {
 public:
  PlacementGroup(Attach at, const PlacementGroupProps& props);

  /// The name.
  [[nodiscard]] Value<cfn::ec2::PlacementGroupName> name() const;
  /// The placement group's own resource.
  [[nodiscard]] cfn::ec2::PlacementGroup& resource() { return *resource_; }

 private:
  cfn::ec2::PlacementGroup* resource_;
};

}  // namespace omnitrack
