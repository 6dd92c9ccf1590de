#include "on_redis.hpp"

#include "threads.hpp"

namespace omnitrack::cache_test {

void NeedsRedis::SetUp() {
  for (const std::string& program : {server_program(), std::string("openssl")}) {
    if (!is_installed(program)) {
      GTEST_SKIP() << program << " is not installed (scripts/setup.sh --tests installs it)";
    }
  }
}

void OnRedis::SetUp() {
  NeedsRedis::SetUp();
  if (IsSkipped()) return;
  server_.emplace(options_);
  redis_.emplace(server_->port());
  configuration = configuration_for(server_->port(), log);
}

CacheService& OnRedis::cache() {
  std::call_once(once_, [this] { cache_.emplace(another()); });
  return *cache_;
}

void OnRedis::expect_lifetime(const std::string& key, milliseconds lifetime,
                              const std::function<void()>& action) {
  const std::int64_t before = redis().now();
  action();
  const std::int64_t after = redis().now();
  const std::int64_t end = redis().integer({"PEXPIRETIME", key});
  EXPECT_GE(end, before + lifetime.count()) << key;
  EXPECT_LE(end, after + lifetime.count()) << key;
}

void OnRedis::wait_until_expired(const std::string& key) {
  ASSERT_TRUE(becomes_true([&] { return redis().integer({"EXISTS", key}) == 0; })) << key;
}

void OnRedis::expire(const std::string& key) {
  ASSERT_EQ(redis().integer({"PEXPIRE", key, "1"}), 1) << key;
  wait_until_expired(key);
}

}  // namespace omnitrack::cache_test
