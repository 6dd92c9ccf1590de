#include <atomic>
#include <functional>
#include <map>

#include <gmock/gmock.h>

#include "envelope.hpp"
#include "on_local_level.hpp"
#include "on_redis.hpp"
#include "proxy.hpp"
#include "stand_in.hpp"
#include "threads.hpp"
#include <omnitrack/deadline_scope.hpp>

namespace omnitrack::cache_test {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

using Words = std::vector<std::string>;

class FailingLocalLevels : public OnRedis {
 public:
  CacheService local() { return value(CacheService::create(with_local_level(configuration))); }
};

// What a failover leaves behind where the endpoint is a name: the old node goes on to answer.
TEST_F(FailingLocalLevels, AreDroppedWhereThePrimaryTurnsOutToBeAReplica) {
  RedisServer promoted;
  RedisClient redis_of_promoted(promoted.port());
  Proxy name(server().port());
  configuration.port = name.port();
  CacheService service = local();
  value(service.set("k", "old"));
  EXPECT_EQ(value(service.get("k")), "old");
  redis().command({"REPLICAOF", "127.0.0.1", std::to_string(free_port())});
  name.lead_to(promoted.port());
  configuration.port = promoted.port();
  value(another().set("k", "newer"));
  EXPECT_EQ(error(service.set("other", "value")), ErrorCode::server_error);
  EXPECT_EQ(value(service.get("k")), "newer");
  EXPECT_EQ(local_drops(service), 1);
}

TEST_F(FailingLocalLevels, TakeNoMoreTimeThanConnectingMay) {
  StandIn silent([](Peer& peer) { peer.wait_for_end(); });
  configuration.port = silent.port();
  configuration.connect_timeout = milliseconds(100);
  configuration.credentials = [] { return cache::Credentials{"", "secret"}; };
  configuration.backoff = {.failures = 3, .first = hours(1), .longest = hours(1)};
  CacheService service = local();
  for (int tried = 1; tried <= 4; ++tried) {
    EXPECT_NE(error(service.get("k")).value_or(ErrorCode::unavailable), ErrorCode::unavailable);
    EXPECT_TRUE(becomes_true([&] { return silent.connections() == tried; }));
  }
  EXPECT_EQ(error(service.get("k")), ErrorCode::unavailable);
  EXPECT_EQ(silent.connections(), 4);
}

TEST_F(FailingLocalLevels, LeaveWhoHasAConnectionToItWhereNoOtherIsToBeHad) {
  std::atomic<bool> takes_more = true;
  Proxy proxy(server().port(), [&]() -> Meddle {
    if (takes_more) return {};
    return swallowing_after(Direction::to_server, 0)();
  });
  configuration.port = proxy.port();
  configuration.connect_timeout = milliseconds(500);
  CacheService service = local();
  ASSERT_TRUE(becomes_true([&] { return service.set("k", "value").has_value(); }));
  takes_more = false;
  EXPECT_EQ(value(service.get("k")), "value");
  EXPECT_EQ(proxy.connections(), 2);
}

TEST_F(FailingLocalLevels, AskForTheSlotsOnceForManyKeys) {
  StandIn silent([](Peer& peer) { peer.wait_for_end(); });
  configuration.port = silent.port();
  configuration.deployment = cache::Deployment::cluster;
  configuration.connect_timeout = configuration.command_timeout = milliseconds(100);
  configuration.backoff.failures = 1'000'000;
  CacheService service = local();
  std::vector<std::string> names;
  for (int i = 0; i < 50; ++i) names.push_back("k" + std::to_string(i));
  const std::vector<std::string_view> keys(names.begin(), names.end());
  for (const auto& read : service.get_many(keys)) EXPECT_FALSE(read.has_value());
  EXPECT_LE(silent.connections(), 2);
}

/// A server that tracks, of which a test decides what it answers.
class StandIns : public ::testing::Test {
 public:
  using Answers = std::map<std::string, std::string>;
  static std::string bulk(std::string_view text) {
    return "$" + std::to_string(text.size()) + "\r\n" + std::string(text) + "\r\n";
  }
  /// The answer to GET of a value under the key `k`.
  static std::string stored(std::string_view text) {
    const cache::Envelope envelope("omnitrack:k", cache::ValueKind::own, 0, text, std::nullopt);
    return bulk(std::string(envelope.bytes()) + std::string(text));
  }
  static bool is_late(const Result<std::optional<std::string>>& read) {
    return error(read) == ErrorCode::timed_out || error(read) == ErrorCode::connect_failed;
  }
  static Answers answers(Answers changed = {}) {
    changed.insert({{"HELLO", "%1\r\n$5\r\nproto\r\n:3\r\n"},
                    {"CLIENT", "+OK\r\n"},
                    {"GET", stored("value")},
                    {"PTTL", ":-1\r\n"},
                    {"EXISTS", ":1\r\n"}});
    return changed;
  }
  Configuration on(const StandIn& stand_in) {
    Configuration made = with_local_level(configuration_for(stand_in.port(), log));
    made.connect_timeout = made.command_timeout = made.local.timeout = milliseconds(300);
    made.backoff.first = made.backoff.longest = milliseconds(1);
    made.backoff.failures = 1'000'000;
    return made;
  }
  RecordedLog log;
};

TEST_F(StandIns, MayAnswerWithAnythingOnTheConnectionThatTellsOfChanges) {
  for (const std::string command : {"HELLO", "CLIENT", "GET", "PTTL", "EXISTS"}) {
    for (const std::string& answer :
         {std::string("$-1\r\n"), std::string("_\r\n"), std::string("*0\r\n"),
          std::string(":0\r\n"), std::string("#f\r\n"), std::string("-ERR no\r\n"),
          std::string("!6\r\nERR no\r\n"), std::string("~1\r\n:1\r\n"), std::string(",1.5\r\n"),
          std::string("+OK\r\n"), std::string(">0\r\n"), std::string(">1\r\n:1\r\n"),
          std::string(">1\r\n$10\r\ninvalidate\r\n:1\r\n"),
          std::string(">2\r\n$10\r\ninvalidate\r\n*1\r\n*0\r\n:1\r\n"),
          std::string(">2\r\n$10\r\ninvalidate\r\n_\r\n:1\r\n"), std::string(":1\r\n:1\r\n"),
          std::string("|1\r\n+a\r\n+b\r\n:1\r\n"), std::string("HTTP/1.1 400 \r\n")}) {
      StandIn stand_in(answering([&, all = answers({{command, answer}})](const Words& words) {
        return all.at(words[0]);
      }));
      CacheService service = value(CacheService::create(on(stand_in)));
      for (int i = 0; i < 4; ++i) {
        const auto read = service.get("k");
        // What never answers is told so, and a GET that is answered wrongly is none.
        const bool has_none = command == "GET" && (!read || !*read);
        EXPECT_TRUE(is_late(read) || has_none || read == "value") << command << answer;
      }
    }
  }
}

TEST_F(StandIns, ThatTellOfChangesWithoutEndAreLeftInTime) {
  for (const auto consistency :
       {cache::LocalConsistency::confirmed, cache::LocalConsistency::tracked}) {
    std::atomic<bool> floods = false;
    std::string told;
    for (int i = 0; i < 5000; ++i) told += ">2\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\nx\r\n";
    StandIn stand_in([&](Peer& peer) {
      const Answers all = answers();
      bool tells = false;
      while (const auto words = peer.read_command()) {
        if (!peer.send(all.at((*words)[0]))) return;
        tells = tells || (*words)[0] == "CLIENT";
        while (tells && floods) {
          if (!peer.send(told)) return;
        }
      }
    });
    Configuration made = on(stand_in);
    made.local.consistency = consistency;
    CacheService service = value(CacheService::create(made));
    EXPECT_TRUE(becomes_true([&] {
      EXPECT_EQ(value(service.get("k")), "value");
      return local_hits(service) > 0;
    }));
    floods = true;
    std::ignore = service.get("other");
    for (int i = 0; i < 3; ++i) {
      const auto read = service.get("k");
      EXPECT_TRUE(read == "value" || is_late(read));
    }
  }
}

class Users : public FailingLocalLevels, public ::testing::WithParamInterface<const char*> {};

TEST_P(Users, WhoMayNotAskWhatItTakesReadAsWithoutALocalLevelWhichIsSaidOnce) {
  redis().command(
      {"ACL", "SETUSER", "reader", "on", ">secret", "~*", "+@all", std::string("-") + GetParam()});
  configuration.credentials = [] { return cache::Credentials{"reader", "secret"}; };
  configuration.backoff.first = configuration.backoff.longest = milliseconds(1);
  CacheService service = local();
  value(service.set("k", "value"));
  for (int i = 0; i < 5; ++i) EXPECT_EQ(value(service.get("k")), "value");
  EXPECT_EQ(local_hits(service), 0);
  ASSERT_EQ(log.count("local_level_off"), 1U) << log.text();
  EXPECT_THAT(log.events("local_level_off")[0].reason, ::testing::HasSubstr("NOPERM"));
}

INSTANTIATE_TEST_SUITE_P(Without, Users, ::testing::Values("client|tracking", "exists", "pttl"));

/// What changes a value without a word of this library.
struct ForeignChange {
  const char* name;
  std::vector<Words> commands;
};

class ForeignChanges : public FailingLocalLevels {};

TEST_F(ForeignChanges, AreSeenByWhateverCommandTheyAreMade) {
  const std::string k = "omnitrack:k";
  const std::string spare = "omnitrack:spare";
  const std::vector<ForeignChange> changes = {
      {"SET", {{"SET", k, "x"}}},
      {"DEL", {{"DEL", k}}},
      {"UNLINK", {{"UNLINK", k}}},
      {"GETDEL", {{"GETDEL", k}}},
      {"APPEND", {{"APPEND", k, "x"}}},
      {"SETRANGE", {{"SETRANGE", k, "17", "x"}}},
      {"RENAME onto it", {{"RENAME", spare, k}}},
      {"RENAME away", {{"RENAME", k, "gone"}}},
      {"COPY", {{"COPY", spare, k, "REPLACE"}}},
      {"MOVE", {{"MOVE", k, "1"}}},
      {"PEXPIREAT", {{"PEXPIREAT", k, "1"}}},
      {"a script", {{"EVAL", "return redis.call('set', KEYS[1], 'x')", "1", k}}},
      {"MULTI", {{"MULTI"}, {"SET", k, "x"}, {"EXEC"}}},
      {"SORT", {{"RPUSH", "list", "1"}, {"SORT", "list", "STORE", k}}},
      {"FLUSHDB", {{"FLUSHDB"}}},
      {"FLUSHALL", {{"FLUSHALL", "ASYNC"}}},
      {"an expiry", {{"PEXPIRE", k, "1"}, {"DEBUG", "SLEEP", "0.01"}}},
      {"an expiry on access",
       {{"DEBUG", "SET-ACTIVE-EXPIRE", "0"}, {"PEXPIRE", k, "1"}, {"DEBUG", "SLEEP", "0.01"}}},
      {"an eviction",
       {{"CONFIG", "SET", "maxmemory-policy", "allkeys-random"},
        {"CONFIG", "SET", "maxmemory", "1"}}},
  };
  for (const ForeignChange& change : changes) {
    redis().command({"FLUSHALL"});
    CacheService service = local();
    value(cache().set("k", "value"));
    value(cache().set("spare", "another"));
    for (int i = 0; i < 2; ++i) EXPECT_EQ(value(service.get("k")), "value") << change.name;
    EXPECT_EQ(local_hits(service), 1) << change.name;
    for (const Words& command : change.commands) redis().command(command);
    EXPECT_EQ(value(service.get("k")), std::nullopt) << change.name;
    redis().command({"CONFIG", "SET", "maxmemory", "0"});
  }
}

TEST_F(ForeignChanges, AreSeenWhereTheServerForgetsWhomToTell) {
  redis().command({"CONFIG", "SET", "tracking-table-max-keys", "1"});
  CacheService service = local();
  std::vector<std::string> names;
  for (int i = 0; i < 100; ++i) names.push_back("k" + std::to_string(i));
  const std::vector<std::string_view> keys(names.begin(), names.end());
  for (int round = 0; round < 20; ++round) {
    for (const std::string& name : names) value(cache().set(name, std::to_string(round)));
    for (const auto& read : service.get_many(keys)) EXPECT_EQ(value(read), std::to_string(round));
  }
}

}  // namespace
}  // namespace omnitrack::cache_test
