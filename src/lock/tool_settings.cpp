#include "lock/tool_settings.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::lock {

namespace {

struct Setting {
  std::string_view type;
  std::string_view property;
};
constexpr std::array<Setting, 23> tool_settings{{
    {"AWS::AppSync::DataSource", "Name"},
    {"AWS::CloudWatch::CompositeAlarm", "AlarmName"},
    {"AWS::Cognito::UserPoolClient", "GenerateSecret"},
    {"AWS::DocDB::DBClusterParameterGroup", "Description"},
    {"AWS::EC2::FlowLog", "LogFormat"},
    {"AWS::EC2::FlowLog", "MaxAggregationInterval"},
    {"AWS::EC2::SecurityGroup", "GroupDescription"},
    {"AWS::EC2::SecurityGroup", "GroupName"},
    {"AWS::EC2::Subnet", "AvailabilityZone"},
    {"AWS::EC2::Subnet", "AvailabilityZoneId"},
    {"AWS::EC2::Subnet", "CidrBlock"},
    {"AWS::EC2::VPC", "CidrBlock"},
    {"AWS::EC2::VPC", "InstanceTenancy"},
    {"AWS::ElastiCache::SubnetGroup", "CacheSubnetGroupName"},
    {"AWS::Neptune::DBClusterParameterGroup", "Description"},
    {"AWS::RDS::DBClusterParameterGroup", "Description"},
    {"AWS::RDS::DBParameterGroup", "Description"},
    {"AWS::RDS::DBProxy", "DBProxyName"},
    {"AWS::RDS::DBProxyTargetGroup", "DBProxyName"},
    {"AWS::RDS::DBSubnetGroup", "DBSubnetGroupName"},
    {"AWS::RDS::OptionGroup", "OptionGroupDescription"},
    {"AWS::SNS::Topic", "FifoTopic"},
    {"AWS::Synthetics::Canary", "Name"},
}};

}  // namespace

bool is_tool_setting(std::string_view type, std::string_view property) {
  return std::ranges::any_of(tool_settings, [&](const Setting& each) {
    return each.type == type && each.property == property;
  });
}

}  // namespace omnitrack::lock
