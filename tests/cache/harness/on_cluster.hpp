#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "on_redis.hpp"
#include "redis_cluster.hpp"

namespace omnitrack::cache_test {

/// Tests of a service on a cluster of its own.
class OnCluster : public NeedsRedis {
 public:
  explicit OnCluster(ClusterOptions options = {}) : options_(std::move(options)) {}

  /// What the service is made with, which is when it is first used.
  Configuration configuration;

  RedisCluster& cluster() { return *cluster_; }
  /// The service under test.
  CacheService& cache() {
    std::call_once(once_, [this] { cache_.emplace(another()); });
    return *cache_;
  }
  /// Another service of the same configuration.
  [[nodiscard]] CacheService another() const { return value(CacheService::create(configuration)); }
  /// The whole key of one's own, and its slot.
  static std::string full(const std::string& key) { return "omnitrack:" + key; }
  std::uint16_t slot(const std::string& key) { return slot_of(cluster().redis(0), full(key)); }
  /// A key of one's own that a primary of the first three holds.
  std::string key_on(int primary, const std::string& begin = "k") {
    return cache_test::key_on(cluster().redis(0), primary, begin);
  }

 protected:
  void SetUp() override {
    NeedsRedis::SetUp();
    if (IsSkipped()) return;
    cluster_.emplace(options_);
    configuration = configuration_for(cluster_->port(0), log);
    configuration.deployment = cache::Deployment::cluster;
  }

 private:
  ClusterOptions options_;
  std::optional<RedisCluster> cluster_;
  std::once_flag once_;
  std::optional<CacheService> cache_;
};

}  // namespace omnitrack::cache_test
