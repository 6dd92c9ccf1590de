#include <atomic>
#include <random>

#include <gtest/gtest.h>

#include "load.hpp"
#include "on_local_level.hpp"
#include "on_redis.hpp"
#include "proxy.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

class MeddlingNetwork : public OnRedis, public ::testing::WithParamInterface<std::uint32_t> {};

TEST_P(MeddlingNetwork, NothingIsReadBackAsSomethingElse) {
  // Most pieces are whole commands and answers, and about one in forty is meddled with. What waits
  // for bytes that were swallowed is cut off by the proxy and not by a time limit, which a busy
  // machine would exceed where nothing is wrong.
  Proxy proxy(server().port(), meddling_at_random(GetParam(), 40), milliseconds(50));
  configuration.port = proxy.port();
  configuration.command_timeout = minutes(10);
  configuration.connect_timeout = minutes(10);
  configuration.compute_limit = milliseconds(30);
  configuration.backoff.failures = 1'000'000;
  Load load(cache());
  // What a changed length makes of keys must not fill the server.
  redis().command({"CONFIG", "SET", "maxmemory", "50mb"});
  in_threads(6, [&](int thread) {
    std::minstd_rand random(GetParam() * 100 + static_cast<unsigned>(thread));
    for (int i = 0; i < 200; ++i) load.operate(static_cast<std::uint32_t>(random()));
  });
  EXPECT_GT(load.found(), 50);
  EXPECT_GT(load.failed(), 0);

  // What was written through that network reads well, or as a miss, through a good one too.
  configuration.port = server().port();
  CacheService good = another();
  Load reading(good);
  std::minstd_rand random(GetParam());
  for (int i = 0; i < 300; ++i) reading.operate(static_cast<std::uint32_t>(random()));
}

INSTANTIATE_TEST_SUITE_P(WithSeed, MeddlingNetwork, ::testing::Range(1U, 6U));

class MeddlingWithLocalLevels : public MeddlingNetwork {};

TEST_P(MeddlingWithLocalLevels, NothingIsKeptAsSomethingElse) {
  Proxy proxy(server().port(), meddling_at_random(GetParam(), 150), milliseconds(50));
  configuration.port = proxy.port();
  configuration.compute_limit = milliseconds(30);
  configuration.backoff = {
      .failures = 1'000'000, .first = milliseconds(1), .longest = milliseconds(5)};
  configuration = with_local_level(configuration);
  configuration.local.bytes = 20'000;
  if (GetParam() % 2 == 0) configuration.local.consistency = cache::LocalConsistency::tracked;
  redis().command({"CONFIG", "SET", "maxmemory", "50mb"});
  Load load(cache());
  in_threads(4, [&](int thread) {
    std::minstd_rand random(GetParam() * 100 + static_cast<unsigned>(thread));
    for (int i = 0; i < 200; ++i) load.operate(static_cast<std::uint32_t>(random()));
  });
  EXPECT_GT(load.found(), 50);
  RecordProperty("local_hits", local_hits(cache()));
}

INSTANTIATE_TEST_SUITE_P(WithSeed, MeddlingWithLocalLevels, ::testing::Range(11U, 15U));

}  // namespace
}  // namespace omnitrack::cache_test
