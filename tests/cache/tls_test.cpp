#include <chrono>
#include <cstdlib>
#include <mutex>

#include <gtest/gtest.h>

#include "on_tls.hpp"
#include "proxy.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

class Tls : public OnTls {};

TEST_F(Tls, ValuesAreReadBackAsTheyWereWritten) {
  configuration.max_value_bytes = std::size_t{16} << 20U;
  CacheService cache = make();
  value(cache.set("k", "value"));
  EXPECT_EQ(value(cache.get("k")), "value");
  std::string large(configuration.max_value_bytes, 'x');
  for (std::size_t i = 0; i < large.size(); i += 997) large[i] = static_cast<char>(i);
  value(cache.set("large", large));
  EXPECT_TRUE(value(cache.get("large")) == large);
  EXPECT_EQ(redis().other_clients(), 1U);
}

TEST_F(Tls, BatchesBeyondTheBuffersDoNotJam) {
  CacheService cache = make();
  const std::string large(std::size_t{1} << 20U, 'x');
  const std::vector<std::string_view> keys = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
  std::vector<Entry> entries;
  entries.reserve(keys.size());
  for (const std::string_view key : keys) entries.push_back({key, large});
  for (const Result<void>& result : cache.set_many(entries)) value(result);
  for (const auto& read : cache.get_many(keys)) EXPECT_TRUE(value(read) == large);
}

TEST_F(Tls, AConnectionIsUsedAgain) {
  CacheService cache = make();
  for (int i = 0; i < 200; ++i) value(cache.set("k", std::to_string(i)));
  EXPECT_EQ(cache.statistics().connections_made, 1U);
}

TEST_F(Tls, AnUnknownAuthorityIsNotTrusted) {
  const Certificates others;
  configuration.ca_file = others.authority();
  expect_error(ErrorCode::tls_failed, "not trusted");
}

TEST_F(Tls, TheSystemDoesNotTrustTheAuthorityOfATest) {
  configuration.ca_file = "";
  const auto made = CacheService::create(configuration);
  // A system without any authorities says so at once.
  if (!made) {
    EXPECT_EQ(error(made), ErrorCode::invalid_configuration);
  } else {
    expect_error(ErrorCode::tls_failed, "not trusted");
  }
}

TEST_F(Tls, TheAuthoritiesOfTheSystemCanBeNamedByTheEnvironment) {
  configuration.ca_file = "";
  setenv("SSL_CERT_FILE", certificates().authority().c_str(), 1);
  CacheService cache = make();
  unsetenv("SSL_CERT_FILE");
  value(cache.ping());
}

TEST_F(Tls, ACertificateOfAnotherHostIsNotTrusted) {
  configuration.host = "localhost";
  expect_error(ErrorCode::tls_failed, "localhost");
  // The same address, written as the certificate does not have it.
  configuration.host = "127.1";
  expect_error(ErrorCode::tls_failed, "127.1");
}

TEST_F(Tls, ACertificateForANameIsTrustedForThatName) {
  const Certificates named("DNS:localhost");
  RedisServer other({}, &named);
  configuration.ca_file = named.authority();
  configuration.port = other.tls_port();
  configuration.host = "localhost";
  value(make().ping());
  configuration.host = "127.0.0.1";
  expect_error(ErrorCode::tls_failed, "127.0.0.1");
}

TEST_F(Tls, ACertificateForASubdomainByWildcardIsTrusted) {
  const Certificates named("DNS:*.localhost");
  RedisServer other({}, &named);
  configuration.ca_file = named.authority();
  configuration.port = other.tls_port();
  configuration.host = "localhost";
  expect_error(ErrorCode::tls_failed, "localhost");
}

TEST_F(Tls, ToAPortWithoutTlsFails) {
  // Such a server waits for the rest of what it takes for a command.
  configuration.connect_timeout = milliseconds(200);
  configuration.port = server().port();
  expect_error(ErrorCode::tls_failed, "TLS");
}

TEST_F(Tls, APlainConnectionToATlsPortFails) {
  configuration.tls = false;
  const auto read = make().get("k");
  ASSERT_FALSE(read.has_value());
  EXPECT_TRUE(read.error().code == ErrorCode::connection_lost ||
              read.error().code == ErrorCode::protocol_error)
      << name(read.error().code);
}

TEST_F(Tls, AuthenticationIsEncryptedToo) {
  redis().command({"CONFIG", "SET", "requirepass", "secret"});
  redis().command({"AUTH", "secret"});
  std::mutex mutex;
  std::string seen;
  Proxy proxy(server().tls_port(), [&] {
    return [&](Direction, std::string& bytes) {
      const std::lock_guard lock(mutex);
      seen += bytes;
      return true;
    };
  });
  configuration.port = proxy.port();
  configuration.credentials = [] { return cache::Credentials{"", "secret"}; };
  CacheService cache = make();
  value(cache.set("k", "the value"));
  EXPECT_EQ(value(cache.get("k")), "the value");
  const std::lock_guard lock(mutex);
  EXPECT_FALSE(seen.empty());
  for (const char* const text : {"secret", "AUTH", "the value", "omnitrack"}) {
    EXPECT_EQ(seen.find(text), std::string::npos) << text;
  }
}

TEST_F(Tls, ARestartedServerAndClosedConnectionsAreNoErrors) {
  CacheService cache = make();
  value(cache.set("k", "value"));
  redis().command({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"});
  ASSERT_TRUE(becomes_true([&] { return redis().other_clients() == 0; }));
  EXPECT_EQ(value(cache.get("k")), "value");
  server().restart();
  EXPECT_EQ(value(cache.get("k")), std::nullopt);
  EXPECT_EQ(cache.statistics().errors, 0U);
}

TEST_F(Tls, AnIdleConnectionThatHasGotATicketIsUsedAgain) {
  // After the handshake TLS 1.3 sends tickets, which lie unread until the next command.
  configuration.check_after = milliseconds(1);
  CacheService cache = make();
  for (int i = 0; i < 5; ++i) {
    value(cache.ping());
    const auto idle_until = std::chrono::steady_clock::now() + milliseconds(2);
    becomes_true([&] { return std::chrono::steady_clock::now() > idle_until; });
  }
  EXPECT_EQ(cache.statistics().connections_made, 1U);
}

TEST_F(Tls, ALateAnswerIsNeverTakenForThatToAnotherQuestion) {
  Proxy proxy(server().tls_port());
  configuration.port = proxy.port();
  configuration.command_timeout = milliseconds(100);
  configuration.backoff.failures = 1000;
  CacheService cache = make();
  value(cache.set("a", "of a"));
  value(cache.set("b", "of b"));
  proxy.hold(Direction::to_client);
  EXPECT_EQ(error(cache.get("a")), ErrorCode::timed_out);
  proxy.release();
  EXPECT_EQ(value(cache.get("b")), "of b");
}

}  // namespace
}  // namespace omnitrack::cache_test
