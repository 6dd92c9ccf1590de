#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/elasticache/cache_user.hpp>
#include <omnitrack/elasticache/time_window.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2
namespace omnitrack::cfn::elasticache {
class ServerlessCache;  // defined in <omnitrack/cfn/elasticache.hpp>
}  // namespace omnitrack::cfn::elasticache

namespace omnitrack {

class Function;

namespace detail {

inline void a_serverless_cache_holds_1_to_5000_gigabytes() {}
inline void a_serverless_cache_does_1000_to_15000000_processing_units_per_second() {}
inline void a_cache_keeps_snapshots_for_0_to_35_days() {}
inline void the_time_of_a_snapshot_is_such_as_03_00() {}

struct SnapshotTimeRule {
  static constexpr bool fits(std::string_view text) { return minute_of_day(text) >= 0; }
  static constexpr void demand(bool fits) {
    if (!fits) the_time_of_a_snapshot_is_such_as_03_00();
  }
};

}  // namespace detail

/// How much a serverless cache holds, in GB.
using CacheStorage =
    CheckedNumber<detail::Between<1, 5000, detail::a_serverless_cache_holds_1_to_5000_gigabytes>>;
/// How much a serverless cache does, in processing units per second.
using CacheProcessing = CheckedNumber<
    detail::Between<1000, 15'000'000,
                    detail::a_serverless_cache_does_1000_to_15000000_processing_units_per_second>>;
/// For how many days the snapshots of a cache are kept, 0 to 35.
using CacheSnapshotDays = CheckedNumber<
    detail::TimeBetween<0, 35, detail::a_cache_keeps_snapshots_for_0_to_35_days, 86400>>;
/// When a day's snapshot is made, in UTC, such as `03:00`.
using CacheSnapshotTime = CheckedText<detail::SnapshotTimeRule>;

/// How large a serverless cache can become, and how small.
/// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html
struct ServerlessCacheLimits {
  /// The most processing units per second, 1,000 to 15,000,000.
  CacheProcessing max_ecpu_per_second = {};
  /// The most data in GB, 1 to 5,000.
  CacheStorage max_storage = {};
  /// The processing units per second that are kept ready and paid for.
  CacheProcessing min_ecpu_per_second = {};
  /// The data in GB that is kept ready and paid for.
  CacheStorage min_storage = {};
};

class ServerlessCache;

/// Properties of a serverless cache.
struct ServerlessCacheProps {
  using Makes = ServerlessCache;
  Id id;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// Its name; made of its path and the stack's id where it is left out.
  CacheId cache_name = {};
  /// When a day's snapshot is made; chosen by AWS where it is left out.
  CacheSnapshotTime daily_snapshot_time = {};
  /// What it is for, 255 characters at most.
  Value<std::string> description = {};
  /// What it speaks.
  CacheEngine engine = CacheEngine::valkey;
  /// The name of a snapshot that is made before it is deleted; none where it is left out.
  Value<std::string> final_snapshot_name = {};
  /// The key that its data is encrypted with; one of AWS's where it is left out.
  KeyLink kms_key = {};
  /// How large it can become, and how small.
  ServerlessCacheLimits limits = {};
  /// The major version of the engine, e.g. `8`; the newest where it is left out.
  Text major_engine_version = {};
  /// What happens to it when it leaves the stack: a cache can be filled again.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// Its security groups; one of its own, which lets nothing in yet, where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The ARNs of snapshots that it begins with.
  List<std::string> snapshot_arns_to_restore = {};
  /// For how many days a daily snapshot is kept, 0 to 35; 0 makes none. Memcached has none.
  CacheSnapshotDays snapshot_retention = {};
  /// The subnets that it is reached through, in two or three zones; the VPC's private subnets where
  /// they are left out, or its isolated ones where it has no private ones.
  List<cfn::ec2::SubnetId> subnets = {};
  /// The users that may connect; anybody on the network may where it is left out.
  Link<const CacheUserGroup> user_group = {};
  /// The users that may connect, of which a group is made, instead of a `user_group`.
  Items<Link<const CacheUser>> users = {};
};

/// What is known of a serverless cache that is made elsewhere.
struct ServerlessCacheAttributes {
  /// The name.
  Required<Value<std::string>, struct required_cache_name> cache_name;
  /// The host name to connect to.
  Value<std::string> endpoint_address = {};
  /// What it speaks.
  CacheEngine engine = CacheEngine::valkey;
  /// Its security groups.
  Items<Link<SecurityGroup>> security_groups = {};
};

/// A cache that grows and shrinks by itself, always encrypted: AWS::ElastiCache::ServerlessCache
/// and, where none is given, AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.html
class ServerlessCache final : public Construct, public Connectable, public Measured {
 public:
  ServerlessCache(Attach at, const ServerlessCacheProps& props);
  ServerlessCache(Attach at, const struct ImportedServerlessCacheProps& props);

  /// A cache of this stack's region and account that is made elsewhere.
  static ServerlessCache& from_attributes(Construct& scope, const Id& id,
                                          const ServerlessCacheAttributes& attributes);

  /// Allows to connect by IAM as a user of the cache's group.
  void grant_connect(Grantee& grantee, const CacheUser& user) const;
  /// Has a function connect as a user by IAM: its environment says where and how, as the cache
  /// service reads it, rules let it through, and its role may.
  void connect(Function& function, const CacheUser& user);

  /// Its security groups and its ports, of which the second reads from the nearest copy.
  [[nodiscard]] Connections connections() override;

  /// One of ElastiCache's metrics of the cache, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many bytes it holds.
  [[nodiscard]] Metric metric_bytes_used() const { return metric("BytesUsedForCache"); }
  /// How many processing units it has done.
  [[nodiscard]] Metric metric_processing_units() const {
    return metric("ElastiCacheProcessingUnits").sum();
  }
  /// How many commands were refused since it does no more.
  [[nodiscard]] Metric metric_throttled_commands() const { return metric("ThrottledCmds").sum(); }

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The host name to connect to, by TLS.
  [[nodiscard]] const Value<std::string>& endpoint_address() const { return address_; }
  /// The port to connect to.
  [[nodiscard]] Value<std::string> endpoint_port() const;
  /// The cache's own resource; an error where the cache is made elsewhere.
  [[nodiscard]] cfn::elasticache::ServerlessCache& resource();

 private:
  void check(const ServerlessCacheProps& props) const;

  cfn::elasticache::ServerlessCache* resource_ = nullptr;  // null where it is made elsewhere
  Items<Link<SecurityGroup>> security_groups_;
  std::uint16_t port_;
  Value<std::string> name_;
  Value<std::string> arn_;
  Value<std::string> address_;
};

}  // namespace omnitrack
