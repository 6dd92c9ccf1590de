#include <algorithm>
#include <string>

#include "redis_parameters.hpp"
#include <omnitrack/cfn/elasticache.hpp>
#include <omnitrack/characters.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/elasticache/cache_user.hpp>
#include <omnitrack/elasticache/redis_cluster.hpp>

namespace omnitrack {

namespace {

constexpr std::int64_t most_snapshot_days = 35;
constexpr std::int64_t most_replicas = 5;
constexpr std::int64_t most_shards = 500;
constexpr std::size_t longest_cluster_name = 50;
constexpr std::size_t longest_replication_group_name = 40;

// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html
bool is_cluster_name(std::string_view name, std::size_t longest) {
  const auto fits = [](char c) { return detail::is_lower(c) || detail::is_digit(c) || c == '-'; };
  return !name.empty() && name.size() <= longest && detail::is_lower(name.front()) &&
         name.back() != '-' && name.find("--") == std::string_view::npos &&
         std::all_of(name.begin(), name.end(), fits);
}

// Whether a daily window has a minute of a weekly one, on any of the days.
bool overlap(const detail::MinuteWindow& weekly, const detail::MinuteWindow& daily) {
  const int gap =
      (daily.begin - weekly.begin % detail::minutes_of_a_day + detail::minutes_of_a_day) %
      detail::minutes_of_a_day;
  return gap < weekly.length || gap + daily.length > detail::minutes_of_a_day;
}

}  // namespace

void RedisCluster::check(const RedisClusterProps& props) const {
  const std::string_view name = props.cluster_name.literal_text();
  const std::size_t longest =
      props.replication ? longest_replication_group_name : longest_cluster_name;
  if (props.cluster_name.is_literal_text() && !is_cluster_name(name, longest)) {
    error(codes::OT2601, "'" + std::string(name) + "' cannot be the name of a Redis cache",
          "it begins with a letter and has small letters, digits and single hyphens inside, " +
              std::to_string(longest) + " at most");
  }
  if (props.node_type.is_broken()) {
    error(codes::OT2602,
          "'" + std::string(props.node_type.text()) + "' is not a type of a cache node",
          "name one such as cache.t3.micro");
  }
  if (!props.port.is_known() || props.port.is_broken()) {
    error(codes::OT2618,
          "a Redis cache cannot have the port " + std::to_string(props.port.number()),
          "port is a number from 1 to 65535 that is known when the app is built");
  }
  if (props.snapshot_retention_days < 0 || props.snapshot_retention_days > most_snapshot_days) {
    error(codes::OT2603,
          "snapshots cannot be kept for " + std::to_string(props.snapshot_retention_days) + " days",
          "snapshot_retention_days is 0 to 35");
  }
  const Node& subnets = subnet_group_.props.subnet_ids.node();
  if (!subnets.is_set()) {
    error(codes::OT2610, "the VPC has no private or isolated subnets for a Redis cache",
          "give it subnets");
  }
  if (elasticache::is_valkey(props.version) && !props.replication) {
    error(codes::OT3547, "one node without replication cannot run Valkey",
          "give it a replication, with replicas = 0 for one node");
  }
  check_windows(props);
  elasticache::check_parameters(*this, props.parameters);
  if (!props.replication) return;
  check_replication(*props.replication);
  check_users(*props.replication);
  check_shards(props, *props.replication);
  const bool needs_zones = props.replication->multi_az && props.replication->replicas > 0;
  if (needs_zones && subnets.kind == NodeKind::list && subnets.size < 2) {
    error(codes::OT2611, "replicas in several availability zones need subnets in two at least",
          "give it more subnets, or set multi_az to false");
  }
}

void RedisCluster::check_windows(const RedisClusterProps& props) const {
  const MaintenanceWindow& maintenance = props.maintenance_window;
  const SnapshotWindow& snapshot = props.snapshot_window;
  if (maintenance.is_broken()) {
    error(codes::OT2604, "'" + std::string(maintenance.text()) + "' is not a maintenance window",
          "give an hour of the week at least, such as sun:05:00-sun:06:00");
  }
  if (snapshot.is_broken()) {
    error(codes::OT2605, "'" + std::string(snapshot.text()) + "' is not a snapshot window",
          "give an hour of the day at least, such as 03:00-04:00");
  }
  const bool are_known = maintenance.is_text() && !maintenance.is_broken() && snapshot.is_text() &&
                         !snapshot.is_broken();
  if (are_known &&
      overlap(detail::weekly_window(maintenance.text()), detail::daily_window(snapshot.text()))) {
    error(codes::OT2606,
          "the snapshot window " + std::string(snapshot.text()) +
              " overlaps the maintenance window " + std::string(maintenance.text()),
          "move one of them");
  }
}

void RedisCluster::check_replication(const RedisReplication& replication) const {
  if (replication.replicas < 0 || replication.replicas > most_replicas) {
    error(codes::OT2612,
          "a primary cannot have " + std::to_string(replication.replicas) + " replicas",
          "a primary has 0 to 5");
  }
  if (replication.kms_key.is_set() && !replication.encryption_at_rest) {
    error(codes::OT2615, "a KMS key is given, but encryption at rest is switched off",
          "leave encryption_at_rest on, or the key out");
  }
  if (!replication.auth_token.is_literal_text()) return;
  const std::string_view token = replication.auth_token.literal_text();
  if (token.starts_with("{{resolve:")) return;
  warning(codes::OT2616, "the auth_token can be read in the template",
          "keep it in Secrets Manager and give secret({.secret_id = …})");
  if (token.size() < 16 || token.size() > 128) {
    error(codes::OT2617, "the auth_token has " + std::to_string(token.size()) + " characters",
          "it has 16 to 128");
  }
}

void RedisCluster::check_users(const RedisReplication& replication) const {
  const bool has_token = replication.auth_token.is_set();
  const bool has_groups = replication.user_group_ids.is_set();
  const bool has_users = !replication.users.empty();
  if (has_token && (has_groups || has_users)) {
    error(codes::OT2613, "the cache has both an auth_token and user groups",
          "leave one of them out");
  }
  if (has_groups && has_users) {
    error(codes::OT2620, "the cache has both user_group_ids and users", "leave one of them out");
  }
  if ((has_token || has_groups || has_users) && !replication.encryption_in_transit) {
    error(codes::OT2614, "an auth_token or user groups need encryption in transit",
          "leave encryption_in_transit on: without it, the password is sent in the clear");
  }
}

// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html
void RedisCluster::check_shards(const RedisClusterProps& props,
                                const RedisReplication& replication) const {
  const std::int64_t shards = replication.shards.value_or(1);
  if (shards < 1 || shards > most_shards) {
    error(codes::OT2621, "a cache cannot have " + std::to_string(shards) + " shards",
          "shards is 1 to 500");
  }
  if (!props.node_type.is_text()) return;
  const bool has_disks = props.node_type.text().starts_with("cache.r6gd.");
  if (has_disks == replication.data_tiering) return;
  error(codes::OT2622,
        has_disks ? "nodes of the family r6gd need data tiering"
                  : "data tiering needs nodes of the family r6gd",
        has_disks ? "set data_tiering to true" : "take a node_type such as cache.r6gd.xlarge");
}

}  // namespace omnitrack
