#include "cli/adopt/code_lines.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string_view>

#include "cli/adopt/made_types.hpp"
#include "cli/page/wording.hpp"
#include "support/paths.hpp"

namespace omnitrack::cli {

namespace {

/// The member of a construct's props that says a property.
struct Member {
  std::string_view type;
  std::string_view pointer;
  std::string_view props;
  std::string_view member;
};
constexpr std::array<Member, 10> members{{
    {"AWS::Cognito::UserPool", "/UserPoolName", "UserPoolProps", "user_pool_name"},
    {"AWS::DynamoDB::Table", "/TableName", "TableProps", "table_name"},
    {"AWS::EC2::FlowLog", "/LogFormat", "FlowLogsProps", "format"},
    {"AWS::EC2::FlowLog", "/MaxAggregationInterval", "FlowLogsProps", "interval_seconds"},
    {"AWS::EC2::SecurityGroup", "/GroupDescription", "SecurityGroupProps", "description"},
    {"AWS::EC2::SecurityGroup", "/GroupName", "SecurityGroupProps", "group_name"},
    {"AWS::EC2::VPC", "/CidrBlock", "VpcProps", "cidr"},
    {"AWS::ElastiCache::CacheCluster", "/ClusterName", "RedisClusterProps", "cluster_name"},
    {"AWS::Logs::LogGroup", "/LogGroupName", "LogGroupProps", "name"},
    {"AWS::S3::Bucket", "/BucketName", "BucketProps", "bucket_name"},
}};

bool is_zone(const KeptPin& kept) {
  return kept.type == "AWS::EC2::Subnet" && kept.pin.pointer == "/AvailabilityZone" &&
         kept.pin.deployed.starts_with('"');
}

std::string place_of(const KeptPin& kept) {
  return std::string(kept.source.file) + ':' + std::to_string(kept.source.line);
}

// A literal of C++; nothing where the value is no text, number or truth value.
std::string literal_of(const std::string& json) {
  if (json.empty()) return "{}";
  return json.front() == '{' || json.front() == '[' ? std::string() : json;
}

std::string line_of(const KeptPin& kept, const MadeTypes& types) {
  if (kept.type == "AWS::Cognito::UserPool" && kept.pin.pointer.starts_with("/UsernameConfig")) {
    const bool is_sensitive =
        kept.pin.deployed.empty() || kept.pin.deployed.find("true") != std::string::npos;
    return std::string(".case_sensitive = ") + (is_sensitive ? "true" : "false") +
           " of UserPoolProps";
  }
  const std::string literal = literal_of(kept.pin.deployed);
  if (kept.pin.pointer == "/GroupDescription" &&
      support::last_names(kept.path, 1) == "SecurityGroup" && !literal.empty() &&
      types.describes_its_group(kept.path)) {
    return ".security_group_description = " + literal + " of the props of " +
           std::string(parent_of(kept.path));
  }
  // What a construct makes beside its own resource has no props in the code.
  if (types.is_beside_another(kept.path)) return {};
  for (const Member& each : members) {
    if (each.type != kept.type || each.pointer != kept.pin.pointer || literal.empty()) continue;
    return '.' + std::string(each.member) + " = " + literal + " of " + std::string(each.props);
  }
  return {};
}

// The zones of a VPC, in the order of its subnets.
PinGroup zone_group(std::span<const KeptPin> pins, const std::vector<std::size_t>& subnets) {
  std::vector<std::string_view> zones;
  for (const std::size_t each : subnets) {
    const std::string_view zone = pins[each].pin.deployed;
    if (std::ranges::find(zones, zone) == zones.end()) zones.push_back(zone);
  }
  return {.path = std::string(parent_of(pins[subnets.front()].path)),
          .words = "AvailabilityZone of " + counted(subnets.size(), "subnet") + ' ' +
                   listed(zones, ", "),
          .place = place_of(pins[subnets.front()]),
          .line = ".zone_names = {" + listed(zones, ", ") + "} of VpcProps",
          .pins = subnets};
}

}  // namespace

std::string words_of(const KeptPin& kept) {
  const std::string name = kept.pin.pointer.substr(1);
  const std::string& code = kept.pin.in_code;
  const std::string said = code.empty() ? "" : "; the code says " + code;
  return kept.pin.deployed.empty() ? "no " + name + said : name + ' ' + kept.pin.deployed + said;
}

std::string way_out_of(const KeptPin& left_out) {
  const bool is_log_group = left_out.type == "AWS::Logs::LogGroup" &&
                            left_out.pin.pointer == "/LogGroupName" &&
                            left_out.pin.deployed.find("/aws/lambda/") != std::string::npos;
  if (!is_log_group || support::last_names(left_out.path, 1) != "LogGroup") return {};
  return "set `.log_group_named_after_function = true` in the props of " +
         std::string(parent_of(left_out.path));
}

std::vector<PinGroup> group_pins(std::span<const KeptPin> pins,
                                 std::span<const OfferedSetting> offered,
                                 const lock::AdoptionPlan& plan) {
  const MadeTypes types(plan);
  std::vector<PinGroup> groups;
  std::map<std::string_view, std::vector<std::size_t>> zones;  // by the VPC
  for (std::size_t i = 0; i < pins.size(); ++i) {
    if (is_zone(pins[i])) zones[parent_of(pins[i].path)].push_back(i);
  }
  for (std::size_t i = 0; i < pins.size(); ++i) {
    const KeptPin& kept = pins[i];
    if (is_zone(kept)) {
      const std::vector<std::size_t>& subnets = zones.at(parent_of(kept.path));
      if (subnets.front() == i) groups.push_back(zone_group(pins, subnets));
      continue;
    }
    PinGroup group{.path = kept.path,
                   .words = words_of(kept),
                   .place = place_of(kept),
                   .line = line_of(kept, types),
                   .pins = {i}};
    for (const OfferedSetting& each : offered) {
      if (std::ranges::find(each.pins, i) == each.pins.end()) continue;
      group.place = "the configuration";
      group.line = each.key + " = " + each.value;
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace omnitrack::cli
