#include <gtest/gtest.h>

#include "on_cluster.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

const Certificates& certificates_of_cluster() {
  static const Certificates certificates;
  return certificates;
}

/// A cluster that speaks TLS between its nodes and with its clients, and asks for a password.
class TlsCluster : public OnCluster {
 public:
  TlsCluster() : OnCluster(ClusterOptions{.certificates = &certificates_of_cluster()}) {}

 protected:
  void SetUp() override {
    OnCluster::SetUp();
    if (IsSkipped()) return;
    configuration.tls = true;
    configuration.ca_file = certificates_of_cluster().authority();
  }
};

TEST_F(TlsCluster, IsUsedOverTlsOnEachNode) {
  configuration.cluster.read_from = cache::ReadFrom::replicas;
  std::vector<std::string> names;
  for (int i = 0; i < 60; ++i) names.push_back("k" + std::to_string(i));
  std::vector<Entry> entries;
  for (const std::string& name : names) entries.push_back({name, name});
  for (const Result<void>& result : cache().set_many(entries)) value(result);
  const std::vector<std::string_view> keys(names.begin(), names.end());
  ASSERT_TRUE(becomes_true([&] {
    for (const auto& read : cache().get_many(keys)) {
      if (!value(read)) return false;
    }
    return true;
  }));
  value(cache().cache_digital_twin_state({at(1), "state"}));
  EXPECT_EQ(value(cache().get_latest_digital_twin_state()).value().data, "state");
  // All connections but those of the test speak TLS.
  EXPECT_GE(cache().statistics().connections_open, 6U);
}

TEST_F(TlsCluster, IsFollowedWhereSlotsMoveAndAPrimaryDies) {
  configuration.command_timeout = configuration.connect_timeout = milliseconds(1000);
  configuration.backoff = {.failures = 3, .first = milliseconds(5), .longest = milliseconds(50)};
  const std::string key = key_on(0);
  const std::string lost = key_on(1);
  value(cache().set(key, "value"));
  value(cache().set(lost, "value"));
  ASSERT_EQ(cluster().redis(1).integer({"WAIT", "1", "20000"}), 1);
  cluster().move_slot(slot(key), 2);
  EXPECT_EQ(value(cache().get(key)), "value");
  cluster().kill(1);
  cluster().wait_until_well();
  ASSERT_TRUE(becomes_true([&] { return cache().get(lost).has_value(); }));
  EXPECT_EQ(value(cache().get(lost)), "value");
}

TEST_F(TlsCluster, IsNotTrustedWithAnothersCertificate) {
  const Certificates others;
  configuration.ca_file = others.authority();
  EXPECT_EQ(error(cache().get("k")), ErrorCode::tls_failed);
}

class PasswordCluster : public OnCluster {};

TEST_F(PasswordCluster, IsAskedWithTheCredentialsOnEachNode) {
  cluster().each([](int, RedisClient& redis) {
    redis.command({"ACL", "SETUSER", "service", "on", ">secret", "~omnitrack:*", "+@all"});
  });
  configuration.credentials = [] { return cache::Credentials{"service", "secret"}; };
  for (int node = 0; node < 3; ++node) {
    value(cache().set(key_on(node), "value"));
    EXPECT_EQ(value(cache().get(key_on(node))), "value");
  }
  value(cache().cache_digital_twin_state({at(1), "state"}));
  EXPECT_EQ(value(cache().get_latest_digital_twin_state()).value().data, "state");
  configuration.credentials = [] { return cache::Credentials{"service", "wrong"}; };
  EXPECT_EQ(error(another().get("k")), ErrorCode::authentication_failed);
}

}  // namespace
}  // namespace omnitrack::cache_test
