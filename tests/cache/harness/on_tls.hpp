#pragma once

#include <optional>
#include <string>
#include <vector>

#include "on_redis.hpp"

namespace omnitrack::cache_test {

/// Tests of a service that speaks TLS to a server with a certificate for 127.0.0.1.
class OnTls : public NeedsRedis {
 public:
  Configuration configuration;
  RedisServer& server() { return *server_; }
  RedisClient& redis() { return *redis_; }
  [[nodiscard]] const Certificates& certificates() const { return *certificates_; }
  [[nodiscard]] CacheService make() const { return value(CacheService::create(configuration)); }
  void expect_error(ErrorCode code, const std::string& text) {
    const auto read = make().get("k");
    EXPECT_EQ(error(read), code);
    if (read) return;
    EXPECT_NE(read.error().message.find(text), std::string::npos) << read.error().message;
  }

 protected:
  void SetUp() override {
    NeedsRedis::SetUp();
    if (IsSkipped()) return;
    certificates_.emplace();
    server_.emplace(std::vector<std::string>{}, &*certificates_);
    redis_.emplace(server_->port());
    configuration = configuration_for(server_->tls_port(), log);
    configuration.tls = true;
    configuration.ca_file = certificates_->authority();
  }

 private:
  std::optional<Certificates> certificates_;
  std::optional<RedisServer> server_;
  std::optional<RedisClient> redis_;
};

}  // namespace omnitrack::cache_test
