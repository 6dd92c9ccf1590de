#include <atomic>

#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "stand_in.hpp"

namespace omnitrack::cache_test {
namespace {

/// The slot of `omnitrack:k`.
constexpr int slot_of_k = 8098;

/// The bytes of a reply to CLUSTER SLOTS with one range, whose nodes are given by their ports.
std::string slots_at(const std::vector<std::uint16_t>& ports, int first = 0, int last = 16383,
                     const std::string& host = "$9\r\n127.0.0.1\r\n") {
  std::string reply = "*1\r\n*" + std::to_string(2 + ports.size()) +
                      "\r\n:" + std::to_string(first) + "\r\n:" + std::to_string(last) + "\r\n";
  for (const std::uint16_t port : ports) {
    reply += "*3\r\n" + host + ":" + std::to_string(port) + "\r\n$2\r\nid\r\n";
  }
  return reply;
}

/// Answers of a node of a cluster, whose topology is a function's and whose other answers too.
Behaviour node(std::function<std::string()> slots,
               std::function<std::string(const std::vector<std::string>&)> other) {
  return answering(
      [slots = std::move(slots), other = std::move(other)](const std::vector<std::string>& words) {
        if (words[0] == "CLUSTER") return slots();
        if (words[0] == "READONLY" || words[0] == "ASKING") return std::string("+OK\r\n");
        return other(words);
      });
}

class HostileCluster : public ::testing::Test {
 public:
  RecordedLog log;
  Configuration configuration_of(const StandIn& server) {
    Configuration made = configuration_for(server.port(), log);
    made.deployment = cache::Deployment::cluster;
    made.connect_timeout = made.command_timeout = milliseconds(500);
    made.backoff.failures = 1000;
    return made;
  }
  /// What a get comes to where the topology is such bytes.
  std::optional<ErrorCode> error_of(const std::string& slots) {
    StandIn server(node([slots] { return slots; }, [](const auto&) { return "$-1\r\n"; }));
    return error(value(CacheService::create(configuration_of(server))).get("k"));
  }
};

TEST_F(HostileCluster, WithATopologyThatIsNoneIsRefused) {
  for (const std::string& slots :
       {std::string("+OK\r\n"), std::string(":1\r\n"), std::string("*1\r\n:1\r\n"),
        std::string("*1\r\n*0\r\n"), std::string("*1\r\n*2\r\n:0\r\n:5\r\n"),
        std::string("*1\r\n*3\r\n:0\r\n:5\r\n:5\r\n"),
        std::string("*1\r\n*3\r\n:0\r\n:5\r\n*1\r\n$1\r\na\r\n"), slots_at({0}),
        slots_at({1}, -1, 5), slots_at({1}, 0, 16384), slots_at({1}, 7, 5),
        slots_at({1}, 0, 5, "$3\r\na b\r\n"),
        slots_at({1}, 0, 5,
                 "$3\r\na\x01"
                 "b\r\n"),
        slots_at({1}, 0, 5, "$300\r\n" + std::string(300, 'a') + "\r\n"),
        // A slot twice.
        "*2" + slots_at({1}, 0, 5).substr(2) + slots_at({1}, 5, 9).substr(4)}) {
    EXPECT_EQ(error_of(slots), ErrorCode::protocol_error) << slots;
  }
  EXPECT_EQ(error_of("*0\r\n"), ErrorCode::cluster_down);
  EXPECT_EQ(error_of(slots_at({1}, 0, 5, "$1\r\n?\r\n")), ErrorCode::cluster_down);
  EXPECT_EQ(error_of("-ERR unknown command\r\n"), ErrorCode::cluster_down);
}

TEST_F(HostileCluster, WithMoreNodesThanThereMayBeIsRefused) {
  std::string slots = "*1100\r\n";
  for (int i = 0; i < 1100; ++i) {
    slots += slots_at({static_cast<std::uint16_t>(1000 + i)}, i, i).substr(4);
  }
  EXPECT_EQ(error_of(slots), ErrorCode::protocol_error);
}

TEST_F(HostileCluster, WithAnEndlessTopologyIsRefused) {
  StandIn server([](Peer& peer) {
    if (!peer.read_command()) return;
    if (!peer.send("*100000\r\n")) return;
    while (peer.send("*3\r\n:1\r\n:1\r\n$65536\r\n" + std::string(65536, 'x') + "\r\n")) {
    }
  });
  EXPECT_EQ(error(value(CacheService::create(configuration_of(server))).get("k")),
            ErrorCode::protocol_error);
}

TEST_F(HostileCluster, WithANodeWithoutANameIsWhereItWasAsked) {
  for (const char* const host : {"$-1\r\n", "$0\r\n\r\n"}) {
    std::atomic<std::uint16_t> port = 0;
    StandIn server(node([&] { return slots_at({port}, 0, 16383, host); },
                        [](const auto&) { return "$-1\r\n"; }));
    port = server.port();
    CacheService cache = value(CacheService::create(configuration_of(server)));
    EXPECT_EQ(value(cache.get("k")), std::nullopt);
  }
}

TEST_F(HostileCluster, ThatRedirectsInCirclesIsLeft) {
  std::atomic<std::uint16_t> ports[2] = {0, 0};
  std::atomic<int> commands = 0;
  const auto redirecting = [&](int to) {
    return node([&] { return slots_at({ports[0]}); },
                [&, to](const std::vector<std::string>&) {
                  ++commands;
                  return "-MOVED " + std::to_string(slot_of_k) +
                         " 127.0.0.1:" + std::to_string(ports[to]) + "\r\n";
                });
  };
  StandIn first(redirecting(1));
  StandIn second(redirecting(0));
  ports[0] = first.port();
  ports[1] = second.port();
  CacheService cache = value(CacheService::create(configuration_of(first)));
  const auto read = cache.get("k");
  EXPECT_EQ(error(read), ErrorCode::slot_moving);
  EXPECT_NE(read.error().message.find("in circles"), std::string::npos) << read.error().message;
  EXPECT_LE(commands, 20);
}

TEST_F(HostileCluster, ThatRedirectsToNowhereIsAnError) {
  const std::string slot = std::to_string(slot_of_k);
  for (const std::string& redirection :
       {std::string("MOVED"), std::string("MOVED "), std::string("MOVED x y"),
        "MOVED " + slot + " 127.0.0.1", "MOVED " + slot + " 127.0.0.1:0",
        "MOVED " + slot + " 127.0.0.1:99999", "MOVED " + slot + " ?:1",
        std::string("MOVED 1 127.0.0.1:1"), std::string("MOVED 99999 127.0.0.1:1"),
        "ASK " + slot + " :x", "ASK " + slot + " a b:1"}) {
    std::atomic<std::uint16_t> port = 0;
    StandIn server(node([&] { return slots_at({port}); },
                        [&](const auto&) { return "-" + redirection + "\r\n"; }));
    port = server.port();
    CacheService cache = value(CacheService::create(configuration_of(server)));
    const auto read = cache.get("k");
    ASSERT_FALSE(read.has_value()) << redirection;
    EXPECT_TRUE(read.error().code == ErrorCode::protocol_error ||
                read.error().code == ErrorCode::server_error)
        << redirection << ": " << name(read.error().code);
  }
}

TEST_F(HostileCluster, ThatRedirectsToEverMoreNodesIsLeft) {
  std::atomic<std::uint16_t> port = 0;
  std::atomic<int> next = 1;
  StandIn server(node([&] { return slots_at({port}); },
                      [&](const auto&) {
                        return "-ASK " + std::to_string(slot_of_k) +
                               " 127.0.0.2:" + std::to_string(++next) + "\r\n";
                      }));
  port = server.port();
  CacheService cache = value(CacheService::create(configuration_of(server)));
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(is_outage(error(cache.get("k")).value()));
}

TEST_F(HostileCluster, NodesTellTheirZoneThemselves) {
  std::atomic<std::uint16_t> ports[3] = {0, 0, 0};
  std::atomic<int> gets[3] = {0, 0, 0};
  const auto in_zone = [&](int number, const std::string& zone) {
    return node(
        [&] {
          return slots_at({ports[0], ports[1], ports[2]});
        },
        [&, number, zone](const std::vector<std::string>& words) {
          if (words[0] == "INFO") {
            const std::string info = "# Server\r\nredis_version:7.2.6\r\n" + zone + "os:Linux\r\n";
            return "$" + std::to_string(info.size()) + "\r\n" + info + "\r\n";
          }
          ++gets[number];
          return std::string("$-1\r\n");
        });
  };
  StandIn primary(in_zone(0, "availability_zone:us-east-1a\r\n"));
  StandIn near(in_zone(1, "availability_zone:us-east-1b\r\n"));
  StandIn silent(in_zone(2, ""));
  ports[0] = primary.port();
  ports[1] = near.port();
  ports[2] = silent.port();
  Configuration configuration = configuration_of(primary);
  configuration.cluster.read_from = cache::ReadFrom::same_zone;
  configuration.cluster.zone = "us-east-1b";
  CacheService cache = value(CacheService::create(configuration));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(value(cache.get("k")), std::nullopt);
  EXPECT_EQ(gets[0], 0);
  EXPECT_EQ(gets[1], 10);
  EXPECT_EQ(gets[2], 0);
}

}  // namespace
}  // namespace omnitrack::cache_test
