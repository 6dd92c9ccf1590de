#include <random>

#include <gtest/gtest.h>

#include "load.hpp"
#include "on_tls.hpp"
#include "proxy.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

class TlsThreads : public OnTls {};

TEST_F(TlsThreads, ManyThreadsUseIt) {
  CacheService cache = make();
  Load load(cache);
  in_threads(8, [&](int thread) {
    for (std::uint32_t i = 0; i < 100; ++i) {
      load.operate(i * 7919 + static_cast<std::uint32_t>(thread));
    }
  });
  EXPECT_EQ(load.failed(), 0);
}

TEST_F(TlsThreads, ChangedBytesEndTheConnectionAndNothingElse) {
  Proxy proxy(server().tls_port(), meddling_at_random(1, 20));
  configuration.port = proxy.port();
  configuration.command_timeout = milliseconds(60);
  configuration.connect_timeout = milliseconds(200);
  configuration.compute_limit = milliseconds(30);
  configuration.backoff.failures = 1'000'000;
  CacheService cache = make();
  Load load(cache);
  in_threads(4, [&](int thread) {
    std::minstd_rand random(static_cast<unsigned>(thread) + 1);
    for (int i = 0; i < 60; ++i) load.operate(static_cast<std::uint32_t>(random()));
  });
  EXPECT_GT(load.succeeded(), 0);
  EXPECT_GT(load.failed(), 0);
}

}  // namespace
}  // namespace omnitrack::cache_test
