#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace omnitrack::diff {

/// The property with the subnets of a group of them.
inline constexpr std::string_view subnets_of_group = "SubnetIds";

/// Whether resources of a type are groups of subnets that others are placed in.
// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBSubnetGroup.html
// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheSubnetGroup.html
// https://docs.aws.amazon.com/memorydb/latest/APIReference/API_UpdateSubnetGroup.html
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_dax_UpdateSubnetGroup.html
// https://docs.aws.amazon.com/redshift/latest/APIReference/API_ModifyClusterSubnetGroup.html
inline bool is_subnet_group(std::string_view type) {
  static constexpr std::array<std::string_view, 7> types{"AWS::DAX::SubnetGroup",
                                                         "AWS::DocDB::DBSubnetGroup",
                                                         "AWS::ElastiCache::SubnetGroup",
                                                         "AWS::MemoryDB::SubnetGroup",
                                                         "AWS::Neptune::DBSubnetGroup",
                                                         "AWS::RDS::DBSubnetGroup",
                                                         "AWS::Redshift::ClusterSubnetGroup"};
  return std::ranges::find(types, type) != types.end();
}

}  // namespace omnitrack::diff
