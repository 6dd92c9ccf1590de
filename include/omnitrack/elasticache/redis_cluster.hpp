#pragma once

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/elasticache/node_type.hpp>
#include <omnitrack/elasticache/time_window.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2
namespace omnitrack::cfn::elasticache {
class CacheCluster;      // defined in <omnitrack/cfn/elasticache.hpp>
class ParameterGroup;    // defined in <omnitrack/cfn/elasticache.hpp>
class ReplicationGroup;  // defined in <omnitrack/cfn/elasticache.hpp>
class SubnetGroup;       // defined in <omnitrack/cfn/elasticache.hpp>
}  // namespace omnitrack::cfn::elasticache

namespace omnitrack {

class CacheUser;
class Function;
class LogGroup;

namespace detail {

inline void a_port_is_1_to_65535() {}

}  // namespace detail

/// The versions of Redis, and of Valkey, its open continuation, that ElastiCache offers and
/// supports. Valkey needs `replication`.
/// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
enum class RedisVersion : std::uint8_t { v6_2, v7_0, v7_1, valkey_7_2, valkey_8_0, valkey_8_1 };

/// Which keys Redis gives up when its memory is full.
enum class MaxMemoryPolicy : std::uint8_t {
  allkeys_lfu,      ///< the least often used
  allkeys_lru,      ///< the least recently used
  allkeys_random,   ///< any
  noeviction,       ///< none: writes fail
  volatile_lfu,     ///< the least often used of those that expire
  volatile_lru,     ///< the least recently used of those that expire
  volatile_random,  ///< any of those that expire
  volatile_ttl,     ///< those that expire next
};
/// The names of the policies.
const EnumInfo& enum_info(MaxMemoryPolicy);

/// Settings of Redis; what is left out keeps the default of its version.
/// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
struct RedisParameters {
  /// Which keys are given up when the memory is full.
  Value<MaxMemoryPolicy> maxmemory_policy = {};
  /// Which events of keys are published, e.g. `Ex`.
  Value<std::string> notify_keyspace_events = {};
  /// All further parameters by their names, e.g. `{{"lazyfree-lazy-eviction", "yes"}}`.
  Map<std::string> others = {};
  /// The percentage of the memory that is kept for other things than data, 0 to 100.
  Optional<KnownNumber> reserved_memory_percent = {};
  /// After how many idle seconds a connection is closed: 0 for never, or 20 at least.
  Optional<KnownNumber> timeout = {};
};

/// How several nodes keep the same data.
/// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.html
struct RedisReplication {
  /// What clients must say to connect, 16 to 128 characters; give it by `secret`.
  Value<std::string> auth_token = {};
  /// Whether the data that is used the least lies on SSDs, which nodes of the family r6gd have and
  /// must use so.
  Bool data_tiering = false;
  /// Whether data on disk and in snapshots is encrypted.
  Bool encryption_at_rest = true;
  /// Whether clients and nodes speak TLS.
  Bool encryption_in_transit = true;
  /// The key for the data on disk; one of AWS's where it is left out.
  KeyLink kms_key = {};
  /// Whether the nodes are in several availability zones and a replica takes over where the primary
  /// fails; without a replica it has no effect.
  Bool multi_az = true;
  /// The nodes beside the primary, or beside that of each shard, 0 to 5.
  KnownNumber replicas = 1;
  /// The shards that the keys are spread over, 1 to 500, which switches cluster mode on; clients
  /// must know of that.
  Optional<KnownNumber> shards = {};
  /// The user groups that may connect, instead of an `auth_token`.
  List<std::string> user_group_ids = {};
  /// The users that may connect, of which a group is made, instead of `user_group_ids`. Users of
  /// Redis have its engine.
  Items<Link<const CacheUser>> users = {};
};

class RedisCluster;

/// Properties of a Redis cache.
struct RedisClusterProps {
  using Makes = RedisCluster;
  Id id;
  /// What a node is, such as `cache.t3.micro`.
  CacheNodeType node_type;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// Whether minor versions are installed as they appear.
  Bool auto_minor_version_upgrade = true;
  /// The name, of small letters, digits and single hyphens: 50 characters at most, or 40 with
  /// `replication`; made up by CloudFormation where it is left out.
  Value<std::string> cluster_name = {};
  /// The log group of the engine's log, as JSON.
  Link<const LogGroup> engine_log = {};
  /// When a week's maintenance is done, at another time than the snapshots; chosen by AWS where it
  /// is left out.
  MaintenanceWindow maintenance_window = {};
  /// The ARN of the SNS topic that is told of events.
  Value<std::string> notification_topic_arn = {};
  /// What its parameter group is for; a text with its path where it is left out.
  Value<std::string> parameter_group_description = {};
  /// Settings of Redis.
  RedisParameters parameters = {};
  /// The port.
  CheckedNumber<detail::Between<1, 65535, detail::a_port_is_1_to_65535>> port = 6379;
  /// What happens to it when it leaves the stack: a cache can be filled again.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// Makes a replication group. Without it, one node, which ElastiCache does not encrypt: for one
  /// node with encryption, take a replication without replicas.
  Optional<RedisReplication> replication = {};
  /// Its security group; one of its own, which lets nothing in yet, where it is left out.
  Link<SecurityGroup> security_group = {};
  /// What a security group of its own is for; a text with its path where it is left out. A change
  /// replaces the group.
  Value<std::string> security_group_description = {};
  /// The log group of the slow log, as JSON.
  Link<const LogGroup> slow_log = {};
  /// For how many days a daily snapshot is kept, 0 to 35; 0 makes none.
  KnownNumber snapshot_retention_days = 1;
  /// When the daily snapshot begins; chosen by AWS where it is left out.
  SnapshotWindow snapshot_window = {};
  /// What its subnet group is for; a text with its path where it is left out.
  Value<std::string> subnet_group_description = {};
  /// The name of its subnet group; made up by CloudFormation where it is left out. A change
  /// replaces the group and the cache.
  Value<std::string> subnet_group_name = {};
  /// The subnets that its nodes can be in; the VPC's private subnets where they are left out, or
  /// its isolated ones where it has no private ones.
  List<cfn::ec2::SubnetId> subnets = {};
  /// The version of Redis or Valkey.
  RedisVersion version = RedisVersion::v7_1;
};

/// A Redis cache: AWS::ElastiCache::CacheCluster for one node or AWS::ElastiCache::ReplicationGroup
/// for several, with AWS::ElastiCache::SubnetGroup, AWS::ElastiCache::ParameterGroup and, where
/// none is given, AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.html
class RedisCluster final : public Construct, public Connectable, public Measured {
 public:
  RedisCluster(Attach at, const RedisClusterProps& props);

  /// Lets a peer connect to its port.
  void allow_from(const Peer& peer, std::string_view description = {});
  /// Lets the members of a security group connect to its port, by rules on both sides where needed.
  void grant_connect(SecurityGroup& client);
  /// Allows to connect by IAM as a user of the cache's groups; needs `replication`.
  void grant_connect(Grantee& grantee, const CacheUser& user) const;
  /// Has a function connect: its environment says where and how, as the cache service reads it, and
  /// rules let it through.
  void connect(Function& function);
  /// The same, as a user by IAM, which its role may then do; needs `replication`.
  void connect(Function& function, const CacheUser& user);

  /// Its security group and its port.
  [[nodiscard]] Connections connections() override;

  /// One of ElastiCache's metrics of its node, or of the first one with `replication`, by the
  /// average where it says no other statistic.
  /// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
  [[nodiscard]] Metric metric(std::string_view name) const override { return metric(name, 1); }
  /// The same of the node of a number, which begins with 1; with shards, of the first of them or
  /// another.
  [[nodiscard]] Metric metric(std::string_view name, int node, int shard = 1) const;
  /// How many keys were found.
  [[nodiscard]] Metric metric_cache_hits() const { return metric("CacheHits").sum(); }
  /// How many keys were not found.
  [[nodiscard]] Metric metric_cache_misses() const { return metric("CacheMisses").sum(); }
  /// How many clients are connected.
  [[nodiscard]] Metric metric_connections() const { return metric("CurrConnections"); }
  /// How many percent of the engine's processor are in use.
  [[nodiscard]] Metric metric_engine_cpu() const { return metric("EngineCPUUtilization"); }
  /// How many keys were evicted for want of memory.
  [[nodiscard]] Metric metric_evictions() const { return metric("Evictions").sum(); }
  /// How many percent of the memory are in use.
  [[nodiscard]] Metric metric_memory_usage() const {
    return metric("DatabaseMemoryUsagePercentage");
  }

  /// The DNS name to connect to: the node's, the primary's, or that which tells of the shards.
  [[nodiscard]] Value<std::string> endpoint_address() const;
  /// The port to connect to.
  [[nodiscard]] Value<std::string> endpoint_port() const;
  /// The DNS name that spreads reads over the replicas; the one to connect to where it has no
  /// replication, or shards.
  [[nodiscard]] Value<std::string> reader_address() const;
  /// Whether clients must speak TLS.
  [[nodiscard]] bool requires_tls() const { return requires_tls_; }
  /// Its security group.
  [[nodiscard]] SecurityGroup& security_group() { return *security_group_; }
  /// Its security group.
  [[nodiscard]] const SecurityGroup& security_group() const { return *security_group_; }

  /// The one node's resource; null with replication.
  [[nodiscard]] cfn::elasticache::CacheCluster* cluster() { return cluster_; }
  /// The replication group's resource; null without replication.
  [[nodiscard]] cfn::elasticache::ReplicationGroup* replication_group() {
    return replication_group_;
  }
  /// The parameter group's resource.
  [[nodiscard]] cfn::elasticache::ParameterGroup& parameter_group() { return parameter_group_; }
  /// The subnet group's resource.
  [[nodiscard]] cfn::elasticache::SubnetGroup& subnet_group() { return subnet_group_; }

 private:
  void check(const RedisClusterProps& props) const;
  void check_windows(const RedisClusterProps& props) const;
  void check_replication(const RedisReplication& replication) const;
  void check_users(const RedisReplication& replication) const;
  void check_shards(const RedisClusterProps& props, const RedisReplication& replication) const;
  void make_cluster(const RedisClusterProps& props);
  void make_replication_group(const RedisClusterProps& props, const RedisReplication& replication);

  std::uint16_t port_;
  bool requires_tls_;
  bool has_shards_;
  RedisVersion version_;
  SecurityGroup* security_group_;
  cfn::elasticache::SubnetGroup& subnet_group_;
  cfn::elasticache::ParameterGroup& parameter_group_;
  cfn::elasticache::CacheCluster* cluster_ = nullptr;
  cfn::elasticache::ReplicationGroup* replication_group_ = nullptr;
};

}  // namespace omnitrack
