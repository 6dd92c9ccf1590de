#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "redis_client.hpp"
#include "redis_server.hpp"
#include "service.hpp"

namespace omnitrack::cache_test {

/// Tests that need redis-server; skipped where it is missing.
class NeedsRedis : public ::testing::Test {
 public:
  /// Takes the events of the services.
  RecordedLog log;

 protected:
  void SetUp() override;
};

/// Tests of a service on a redis-server of its own.
class OnRedis : public NeedsRedis {
 public:
  /// The server is started with more options.
  explicit OnRedis(std::vector<std::string> options = {}) : options_(std::move(options)) {}

  /// What the service is made with, which is when it is first used.
  Configuration configuration;

  RedisServer& server() { return *server_; }
  /// Another client of the server.
  RedisClient& redis() { return *redis_; }
  /// The service under test.
  CacheService& cache();
  /// Another service of the same configuration.
  [[nodiscard]] CacheService another() const { return value(CacheService::create(configuration)); }

  /// Does something, and expects the server to let a key expire so long after.
  void expect_lifetime(const std::string& key, milliseconds lifetime,
                       const std::function<void()>& action);
  /// Waits until the server has let a key expire.
  void wait_until_expired(const std::string& key);
  /// Lets the server have a key expire at once.
  void expire(const std::string& key);
  /// Connects the other client anew, to a server that was restarted.
  void reconnect() { redis_.emplace(server().port()); }

 protected:
  void SetUp() override;

 private:
  std::vector<std::string> options_;
  std::optional<RedisServer> server_;
  std::optional<RedisClient> redis_;
  std::once_flag once_;
  std::optional<CacheService> cache_;
};

}  // namespace omnitrack::cache_test
