#include <atomic>

#include <gtest/gtest.h>

#include "service.hpp"
#include "stand_in.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

class BreakerThreads : public ::testing::Test {
 public:
  RecordedLog log;
};

TEST_F(BreakerThreads, LetsOneOfManyTryWhileTheOthersFailAtOnce) {
  std::atomic<int> tried = 0;
  std::atomic<bool> answer = false;
  StandIn slow([&](Peer& peer) {
    // The first one opens the breaker, the second is the one that tries again.
    if (++tried == 1) return;
    peer.read_command();
    becomes_true([&] { return answer.load(); });
    peer.send("$-1\r\n");
    answering("$-1\r\n")(peer);
  });
  Configuration configuration = configuration_for(slow.port(), log);
  configuration.backoff = {.failures = 1, .first = milliseconds(200), .longest = milliseconds(200)};
  CacheService cache = value(CacheService::create(configuration));
  EXPECT_EQ(error(cache.get("k")), ErrorCode::connection_lost);
  std::atomic<int> succeeded = 0;
  std::atomic<int> refused = 0;
  in_threads(8, [&](int) {
    while (tried < 2) {
      if (error(cache.get("k")) == std::nullopt) {
        ++succeeded;
        return;
      }
    }
    // One waits for its answer; here are all others.
    EXPECT_EQ(error(cache.get("k")), ErrorCode::unavailable);
    if (++refused == 7) answer = true;
  });
  EXPECT_EQ(succeeded, 1);
  EXPECT_EQ(refused, 7);
  EXPECT_EQ(error(cache.get("k")), std::nullopt);
}

}  // namespace
}  // namespace omnitrack::cache_test
