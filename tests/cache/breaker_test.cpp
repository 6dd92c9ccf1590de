#include <atomic>

#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "stand_in.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::hours;
using std::chrono::steady_clock;

/// A server that can be healthy, or close each connection at once.
class Breaker : public ::testing::Test {
 public:
  RecordedLog log;
  std::atomic<bool> healthy = false;
  StandIn stand_in{[this](Peer& peer) {
    if (healthy) answering("$-1\r\n")(peer);
  }};
  Configuration configuration = configuration_for(stand_in.port(), log);

  CacheService make() { return value(CacheService::create(configuration)); }
};

TEST_F(Breaker, OpensAfterSoManyFailuresAndThenTriesNoMore) {
  configuration.backoff = {.failures = 3, .first = hours(1), .longest = hours(1)};
  CacheService cache = make();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(error(cache.get("k")), ErrorCode::connection_lost);
  EXPECT_EQ(stand_in.connections(), 3);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(error(cache.get("k")), ErrorCode::unavailable);
  EXPECT_EQ(stand_in.connections(), 3);
  EXPECT_EQ(log.count("breaker_opened"), 1U) << log.text();
}

TEST_F(Breaker, StopsEveryOperationAndComputesAllTheSame) {
  configuration.backoff = {.failures = 1, .first = hours(1), .longest = hours(1)};
  CacheService cache = make();
  EXPECT_EQ(error(cache.ping()), ErrorCode::connection_lost);
  const std::vector<Entry> entries = {{"k", "value"}};
  const std::vector<std::string_view> keys = {"k"};
  EXPECT_EQ(error(cache.set("k", "value")), ErrorCode::unavailable);
  EXPECT_EQ(error(cache.exists("k")), ErrorCode::unavailable);
  EXPECT_EQ(error(cache.set_many(entries)[0]), ErrorCode::unavailable);
  EXPECT_EQ(error(cache.get_many(keys)[0]), ErrorCode::unavailable);
  EXPECT_EQ(error(cache.get_session("u-1")), ErrorCode::unavailable);
  EXPECT_EQ(error(cache.get_latest_digital_twin_state()), ErrorCode::unavailable);
  EXPECT_EQ(error(cache.invalidate_digital_twin_cache()), ErrorCode::unavailable);
  EXPECT_EQ(error(cache.flush()), ErrorCode::unavailable);
  EXPECT_EQ(error(cache.ping()), ErrorCode::unavailable);
  const Computed given =
      value(cache.get_or_compute("k", std::nullopt, [] { return std::string("computed"); }));
  EXPECT_EQ(given.value, "computed");
  ASSERT_TRUE(given.cache_error.has_value());
  EXPECT_EQ(given.cache_error->code, ErrorCode::unavailable);
  EXPECT_EQ(stand_in.connections(), 1);
}

TEST_F(Breaker, TellsTheLastFailure) {
  configuration.backoff = {.failures = 1, .first = hours(1), .longest = hours(1)};
  CacheService cache = make();
  const std::string reason = cache.get("k").error().message;
  EXPECT_NE(cache.get("k").error().message.find(reason), std::string::npos);
}

TEST_F(Breaker, TriesAgainAfterAPauseAndClosesWhenThatSucceeds) {
  configuration.backoff = {.failures = 2, .first = milliseconds(20), .longest = milliseconds(40)};
  CacheService cache = make();
  std::ignore = cache.get("k");
  std::ignore = cache.get("k");
  EXPECT_EQ(error(cache.get("k")), ErrorCode::unavailable);
  healthy = true;
  ASSERT_TRUE(becomes_true([&] { return cache.get("k").has_value(); }));
  EXPECT_EQ(log.count("breaker_closed"), 1U);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(error(cache.get("k")), std::nullopt);
  EXPECT_EQ(stand_in.connections(), 3);
}

TEST_F(Breaker, PausesLongerEachTimeUpToALimit) {
  configuration.backoff = {.failures = 1, .first = milliseconds(20), .longest = milliseconds(80)};
  CacheService cache = make();
  std::vector<steady_clock::time_point> attempts;
  for (int attempt = 0; attempt < 6; ++attempt) {
    // Each failure opens it; the next that gets through is the next attempt.
    ASSERT_TRUE(becomes_true([&] { return error(cache.get("k")) != ErrorCode::unavailable; }));
    attempts.push_back(steady_clock::now());
    EXPECT_EQ(stand_in.connections(), attempt + 1);
  }
  // At random within the upper half of 20, 40, 80, 80, 80 ms; a busy machine only lengthens them.
  const std::vector<int> shortest = {10, 20, 40, 40, 40};
  for (std::size_t i = 0; i < shortest.size(); ++i) {
    EXPECT_GE(attempts[i + 1] - attempts[i], milliseconds(shortest[i])) << i;
  }
}

TEST_F(Breaker, ASuccessForgetsTheFailuresBeforeIt) {
  configuration.backoff = {.failures = 2, .first = hours(1), .longest = hours(1)};
  CacheService cache = make();
  for (int i = 0; i < 5; ++i) {
    healthy = false;
    stand_in.cut();
    EXPECT_EQ(error(cache.get("k")), ErrorCode::connection_lost) << i;
    healthy = true;
    EXPECT_EQ(error(cache.get("k")), std::nullopt) << i;
  }
  EXPECT_EQ(log.count("breaker_opened"), 0U);
}

TEST_F(Breaker, WrongKeysAndValuesAreNoFailuresOfRedis) {
  healthy = true;
  configuration.backoff = {.failures = 1, .first = hours(1), .longest = hours(1)};
  configuration.max_value_bytes = 10;
  CacheService cache = make();
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(error(cache.get("")), ErrorCode::invalid_key);
    EXPECT_EQ(error(cache.set("k", "more than ten bytes")), ErrorCode::invalid_value);
  }
  EXPECT_EQ(error(cache.get("k")), std::nullopt);
}

TEST_F(Breaker, ErrorsOfOneCommandAreNoFailuresOfTheServer) {
  StandIn refusing(answering("-ERR this command is not for you\r\n"));
  configuration.port = refusing.port();
  configuration.backoff = {.failures = 1, .first = hours(1), .longest = hours(1)};
  CacheService cache = make();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(error(cache.get("k")), ErrorCode::server_error);
  EXPECT_EQ(log.count("breaker_opened"), 0U);
}

}  // namespace
}  // namespace omnitrack::cache_test
