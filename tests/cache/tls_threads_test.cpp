#include <random>

#include <gtest/gtest.h>

#include "load.hpp"
#include "on_tls.hpp"
#include "proxy.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

class TlsThreads : public OnTls {};

/// Makes one connection before the others under ThreadSanitizer. The first of a service works out
/// what the authority's certificate says, behind a lock, and sets an atomic flag by which the
/// others find that done (`ex_cached` in OpenSSL's crypto/x509/v3_purp.c). OpenSSL is not compiled
/// for ThreadSanitizer, which therefore sees the lock of the one but not the flag of the others.
void connect_first([[maybe_unused]] CacheService& cache) {
#ifdef __SANITIZE_THREAD__
  EXPECT_TRUE(becomes_true([&] { return cache.ping().has_value(); }));
#endif
}

TEST_F(TlsThreads, ManyThreadsUseIt) {
  CacheService cache = make();
  connect_first(cache);
  Load load(cache);
  in_threads(8, [&](int thread) {
    for (std::uint32_t i = 0; i < 100; ++i) {
      load.operate(i * 7919 + static_cast<std::uint32_t>(thread));
    }
  });
  EXPECT_EQ(load.failed(), 0);
}

TEST_F(TlsThreads, ChangedBytesEndTheConnectionAndNothingElse) {
  Proxy proxy(server().tls_port(), meddling_at_random(1, 20), milliseconds(50));
  configuration.port = proxy.port();
  configuration.command_timeout = minutes(10);
  configuration.connect_timeout = minutes(10);
  configuration.compute_limit = milliseconds(30);
  configuration.backoff.failures = 1'000'000;
  CacheService cache = make();
  connect_first(cache);
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
