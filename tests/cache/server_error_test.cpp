#include <gtest/gtest.h>

#include "on_digital_twins.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::hours;

class ServerErrors : public OnDigitalTwins {
 public:
  template <class T>
  void expect_error(const Result<T>& result, ErrorCode code, const std::string& text) {
    EXPECT_EQ(error(result), code);
    if (!result) {
      EXPECT_NE(result.error().message.find(text), std::string::npos) << result.error().message;
    }
  }
};

TEST_F(ServerErrors, WithoutMemoryNothingIsWrittenAndTheRestGoesOn) {
  put(1000);
  value(cache().set("k", "value"));
  value(cache().cache_session("u-1", {"data", at(1)}));
  redis().command({"CONFIG", "SET", "maxmemory-policy", "noeviction"});
  redis().command({"CONFIG", "SET", "maxmemory", "1"});
  for (int i = 0; i < 10; ++i) {
    expect_error(cache().set("k", "newer"), ErrorCode::server_error, "OOM");
    expect_error(cache().cache_digital_twin_state({at(2000), "newer"}), ErrorCode::server_error,
                 "OOM");
    EXPECT_EQ(value(cache().get("k")), "value");
    EXPECT_EQ(value(cache().get_session("u-1")).value().data, "data");
    EXPECT_TRUE(has(1000));
  }
  // A session that was there must not be lost for want of memory for its successor.
  const auto written = cache().cache_session("u-1", {"newer", at(2)});
  EXPECT_EQ(value(cache().get_session("u-1")).value().data, written ? "newer" : "data");
  EXPECT_EQ(error(cache().update_session_activity("u-1", at(3))).value_or(ErrorCode::server_error),
            ErrorCode::server_error);
  const Computed given =
      value(cache().get_or_compute("new", std::nullopt, [] { return std::string("computed"); }));
  EXPECT_EQ(given.value, "computed");
  EXPECT_EQ(given.cache_error.value().code, ErrorCode::server_error);
  EXPECT_EQ(log.count("breaker_opened"), 0U);
  redis().command({"CONFIG", "SET", "maxmemory", "0"});
  value(cache().set("k", "newer"));
}

TEST_F(ServerErrors, WithoutMemoryDeletionStillFreesSome) {
  put(1000);
  value(cache().set("k", "value"));
  redis().command({"CONFIG", "SET", "maxmemory-policy", "noeviction"});
  redis().command({"CONFIG", "SET", "maxmemory", "1"});
  EXPECT_TRUE(value(cache().remove("k")));
  EXPECT_EQ(latest(), 1000);
  EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 1U);
  EXPECT_EQ(latest(), std::nullopt);
  value(cache().flush());
  EXPECT_EQ(redis().integer({"DBSIZE"}), 0);
}

TEST_F(ServerErrors, AReplicaRefusesWritesUntilItIsThePrimary) {
  configuration.backoff = {.failures = 1000, .first = milliseconds(1), .longest = milliseconds(1)};
  value(cache().set("k", "value"));
  redis().command({"REPLICAOF", "127.0.0.1", std::to_string(free_port())});
  expect_error(cache().set("k", "newer"), ErrorCode::server_error, "READONLY");
  EXPECT_EQ(value(cache().get("k")), "value");
  redis().command({"CONFIG", "SET", "replica-serve-stale-data", "no"});
  expect_error(cache().get("k"), ErrorCode::server_error, "MASTERDOWN");
  redis().command({"REPLICAOF", "NO", "ONE"});
  value(cache().set("k", "newer"));
  EXPECT_EQ(value(cache().get("k")), "newer");
}

TEST_F(ServerErrors, AServerThatLoadsIsAnErrorUntilItHasLoaded) {
  configuration.backoff = {.failures = 1000, .first = milliseconds(1), .longest = milliseconds(1)};
  value(cache().set("k", "value"));
  redis().command({"DEBUG", "POPULATE", "2000", "omnitrack:other", "10"});
  redis().command({"SAVE"});
  // It sleeps for so many microseconds a key, in which it takes no command but a few.
  server().start_loading(
      {"--key-load-delay", "3000", "--loading-process-events-interval-bytes", "1024"});
  ASSERT_TRUE(becomes_true([&] {
    const auto read = cache().get("k");
    return !read && read.error().message.find("LOADING") != std::string::npos;
  }));
  expect_error(cache().set("k", "newer"), ErrorCode::server_error, "LOADING");
  expect_error(cache().get_session("u-1"), ErrorCode::server_error, "LOADING");
  expect_error(cache().get_latest_digital_twin_state(), ErrorCode::server_error, "LOADING");
  reconnect();
  redis().command({"CONFIG", "SET", "key-load-delay", "0"});
  server().wait_until_ready();
  EXPECT_EQ(value(cache().get("k")), "value");
}

TEST_F(ServerErrors, AServerThatLoadsIsLeftAlone) {
  configuration.backoff = {.failures = 2, .first = hours(1), .longest = hours(1)};
  redis().command({"DEBUG", "POPULATE", "2000", "omnitrack:other", "10"});
  redis().command({"SAVE"});
  server().start_loading(
      {"--key-load-delay", "3000", "--loading-process-events-interval-bytes", "1024"});
  ASSERT_TRUE(becomes_true([&] { return connect_to(server().port()).get() >= 0; }));
  expect_error(cache().get("k"), ErrorCode::server_error, "LOADING");
  expect_error(cache().get("k"), ErrorCode::server_error, "LOADING");
  expect_error(cache().get("k"), ErrorCode::unavailable, "LOADING");
}

TEST_F(ServerErrors, AServerThatRunsAnothersEndlessScriptIsAnErrorUntilItIsStopped) {
  configuration.backoff = {.failures = 1000, .first = milliseconds(1), .longest = milliseconds(1)};
  redis().command({"CONFIG", "SET", "busy-reply-threshold", "1"});
  value(cache().set("k", "value"));
  redis().send({"EVAL", "while true do end", "0"});
  Result<std::optional<std::string>> read = cache().get("k");
  ASSERT_TRUE(becomes_true([&] {
    read = cache().get("k");
    return !read.has_value();
  }));
  expect_error(read, ErrorCode::server_error, "BUSY");
  // It stops at its next step, some time after this is answered.
  RedisClient(server().port()).command({"SCRIPT", "KILL"});
  EXPECT_EQ(redis().receive().kind, Reply::Kind::error);
  EXPECT_EQ(value(cache().get("k")), "value");
}

TEST_F(ServerErrors, ScriptsThatTheServerForgotAreSentAgain) {
  const auto use_all_scripts = [&] {
    value(cache().cache_session("u-1", {"data", at(1)}));
    EXPECT_TRUE(value(cache().update_session_activity("u-1", at(2))));
    put(1000);
    EXPECT_EQ(latest(), 1000);
    EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), 1U);
    value(cache().remove("computed"));
    EXPECT_EQ(
        value(cache().get_or_compute("computed", std::nullopt, [] { return std::string("x"); }))
            .origin,
        Origin::computed);
    EXPECT_EQ(redis().integer({"EXISTS", "omnitrack:lock:computed"}), 0);
  };
  use_all_scripts();
  for (const char* const how : {"SYNC", "ASYNC"}) {
    redis().command({"SCRIPT", "FLUSH", how});
    use_all_scripts();
  }
  server().restart();
  reconnect();
  use_all_scripts();
  EXPECT_EQ(cache().statistics().errors, 0U);
}

TEST_F(ServerErrors, AScriptIsSentOnceAndThenCalledByItsDigest) {
  for (int i = 0; i < 10; ++i) put(i);
  EXPECT_EQ(redis().calls_of("eval"), 1);
}

class TooManyClients : public OnRedis {
 public:
  TooManyClients() : OnRedis({"--maxclients", "2"}) {}
};

TEST_F(TooManyClients, AreAnErrorOfWhoComesTooMuch) {
  configuration.backoff = {.failures = 1000, .first = milliseconds(1), .longest = milliseconds(1)};
  value(cache().set("k", "value"));
  CacheService second = another();
  const auto read = second.get("k");
  ASSERT_FALSE(read.has_value());
  EXPECT_TRUE(is_outage(read.error().code));
  EXPECT_EQ(value(cache().get("k")), "value");
  redis().command({"CONFIG", "SET", "maxclients", "100"});
  EXPECT_EQ(value(second.get("k")), "value");
}

}  // namespace
}  // namespace omnitrack::cache_test
