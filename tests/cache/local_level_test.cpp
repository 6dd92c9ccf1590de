#include <malloc.h>

#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>

#include "child_process.hpp"
#include "local_values.hpp"
#include "on_local_level.hpp"
#include "on_redis.hpp"
#include "proxy.hpp"
#include "threads.hpp"
#include <omnitrack/deadline_scope.hpp>

namespace omnitrack::cache_test {
namespace {

using cache::LocalConsistency;
using std::chrono::hours;
using std::chrono::seconds;

class LocalLevels : public OnRedis {
 public:
  explicit LocalLevels(std::vector<std::string> options = {}) : OnRedis(std::move(options)) {}

  /// A service with a local level, and one without, for another process.
  CacheService local() { return value(CacheService::create(with_local_level(configuration))); }
  /// The connection on which the server tracks.
  std::string tracking_client() {
    const std::string clients = redis().text({"CLIENT", "LIST"});
    for (std::size_t begin = 0; begin < clients.size();) {
      const std::size_t end = clients.find('\n', begin);
      const std::string line = clients.substr(begin, end - begin);
      if (line.find(" flags=t") != std::string::npos) return line.substr(3, line.find(' ') - 3);
      begin = end + 1;
    }
    return "";
  }
  static void expect_read(CacheService& service, const std::string& expected) {
    EXPECT_EQ(value(service.get("k")), expected);
  }
};

TEST_F(LocalLevels, AreOffUnlessTheyHaveBytes) {
  value(cache().set("k", "value"));
  expect_read(cache(), "value");
  expect_read(cache(), "value");
  EXPECT_EQ(local_hits(cache()), 0);
  EXPECT_EQ(tracking_client(), "");
}

TEST_F(LocalLevels, KeepWhatWasRead) {
  CacheService service = local();
  value(cache().set("k", "value", minutes(1)));
  for (int i = 0; i < 5; ++i) expect_read(service, "value");
  EXPECT_EQ(redis().calls_of("get"), 1);
  EXPECT_EQ(service.statistics().hits, 5U);
  EXPECT_EQ(local_hits(service), 4);
  EXPECT_EQ(value(service.get("other")), std::nullopt);
  EXPECT_EQ(service.statistics().misses, 1U);
}

TEST_F(LocalLevels, KeepSimulationResultsAndComputedValuesToo) {
  CacheService service = local();
  value(cache().cache_simulation_result("s", "h", "result"));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(value(service.get_simulation_result("s", "h")), "result");
  const auto compute = [] { return std::string("computed"); };
  EXPECT_EQ(value(service.get_or_compute("k", hours(1), compute)).origin, Origin::computed);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(value(service.get_or_compute("k", hours(1), compute)).origin, Origin::cached);
  }
  EXPECT_EQ(local_hits(service), 4);
}

TEST_F(LocalLevels, KeepWhatWasReadTogether) {
  CacheService service = local();
  std::vector<std::string> names;
  for (int i = 0; i < 150; ++i) names.push_back("k" + std::to_string(i));
  std::vector<std::string_view> keys(names.begin(), names.end());
  for (int i = 0; i < 100; ++i) value(cache().set(names[static_cast<std::size_t>(i)], "value"));
  keys.emplace_back("\n");
  for (int round = 0; round < 2; ++round) {
    const auto read = service.get_many(keys);
    for (std::size_t i = 0; i < names.size(); ++i) {
      EXPECT_EQ(value(read[i]).has_value(), i < 100) << i;
    }
    EXPECT_EQ(error(read.back()), ErrorCode::invalid_key);
  }
  EXPECT_EQ(local_hits(service), 100);
  EXPECT_EQ(service.statistics().hits, 200U);
  EXPECT_EQ(service.statistics().misses, 100U);
  EXPECT_EQ(service.statistics().errors, 2U);
  // All of them by one question.
  EXPECT_EQ(redis().calls_of("exists"), 1);
  value(cache().set("k7", "newer"));
  EXPECT_EQ(value(service.get_many(keys)[7]), "newer");
}

TEST_F(LocalLevels, NeverGiveWhatAnotherChangedBefore) {
  CacheService service = local();
  for (int i = 0; i < 300; ++i) {
    value(cache().set("k", std::to_string(i)));
    expect_read(service, std::to_string(i));
    expect_read(service, std::to_string(i));
  }
  EXPECT_EQ(local_hits(service), 300);
  value(cache().remove("k"));
  EXPECT_EQ(value(service.get("k")), std::nullopt);
}

TEST_F(LocalLevels, GiveWhatThisProcessWroteItself) {
  CacheService service = local();
  const std::vector<Entry> entries = {{"k", "of many"}};
  value(service.set("k", "first"));
  expect_read(service, "first");
  value(service.set("k", "second"));
  expect_read(service, "second");
  value(service.set_many(entries)[0]);
  expect_read(service, "of many");
  value(service.remove("k"));
  EXPECT_EQ(value(service.get("k")), std::nullopt);
  value(service.set("k", "third"));
  expect_read(service, "third");
  value(service.flush());
  EXPECT_EQ(value(service.get("k")), std::nullopt);
}

TEST_F(LocalLevels, EndValuesWithTheirTime) {
  CacheService service = local();
  value(cache().set("k", "value", milliseconds(200)));
  value(service.get("k"));
  wait_until_expired("omnitrack:k");
  EXPECT_EQ(value(service.get("k")), std::nullopt);
}

TEST_F(LocalLevels, EndStaleValuesTooAndKeepTheirGrace) {
  CacheService service = local();
  const cache::ComputeOptions options{.time_to_live = milliseconds(300), .grace = hours(1)};
  value(service.get_or_compute("k", options, [] { return std::string("old"); }));
  ASSERT_TRUE(becomes_true([&] { return !value(service.get("k")).has_value(); }));
  const Computed given = value(service.get_or_compute(
      "k", options, []() -> std::string { throw std::out_of_range("the origin is down"); }));
  EXPECT_EQ(given.value, "old");
  EXPECT_EQ(given.origin, Origin::stale);
}

TEST_F(LocalLevels, KeepNoMoreBytesThanTheyMay) {
  configuration = with_local_level(configuration);
  configuration.local.bytes = 10'000;
  CacheService service = another();
  const std::string large(1000, 'x');
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 50; ++i) {
      const std::string key = "k" + std::to_string(i);
      if (round == 0) value(cache().set(key, large));
      EXPECT_EQ(value(service.get(key)), large);
    }
  }
  // Those that were not used for longest went first, which in turn are all.
  EXPECT_EQ(local_hits(service), 0);
  for (int i = 0; i < 7; ++i) value(service.get("k" + std::to_string(49 - i)));
  EXPECT_EQ(local_hits(service), 7);
  value(cache().set("k", std::string(20'000, 'y')));
  for (int i = 0; i < 2; ++i) value(service.get("k"));
  EXPECT_EQ(local_hits(service), 7);
}

TEST_F(LocalLevels, AreEmptyOnceTheServerIsFlushed) {
  CacheService service = local();
  value(cache().set("k", "value"));
  expect_read(service, "value");
  redis().command({"FLUSHALL"});
  EXPECT_EQ(value(service.get("k")), std::nullopt);
  EXPECT_EQ(local_drops(service), 1);
}

TEST_F(LocalLevels, AreDroppedWithTheConnectionThatTellsOfChanges) {
  CacheService service = local();
  value(cache().set("k", "value"));
  expect_read(service, "value");
  const std::string client = tracking_client();
  ASSERT_NE(client, "");
  redis().command({"CLIENT", "KILL", "ID", client});
  value(cache().set("k", "newer"));
  expect_read(service, "newer");
  EXPECT_EQ(local_drops(service), 1);
  EXPECT_TRUE(becomes_true([&] {
    expect_read(service, "newer");
    return local_hits(service) > 0;
  }));
}

TEST_F(LocalLevels, AreDroppedWithAServerThatRestarts) {
  CacheService service = local();
  value(cache().set("k", "value"));
  expect_read(service, "value");
  server().kill();
  server().restart();
  EXPECT_TRUE(becomes_true([&] {
    const auto read = service.get("k");
    return read && !*read;
  }));
  EXPECT_EQ(local_drops(service), 1);
}

TEST_F(LocalLevels, AreDroppedAfterAGap) {
  configuration = with_local_level(configuration);
  configuration.local.longest_gap = milliseconds(1);
  CacheService service = another();
  value(cache().set("k", "value"));
  expect_read(service, "value");
  std::this_thread::sleep_for(milliseconds(2));
  expect_read(service, "value");
  EXPECT_EQ(local_drops(service), 1);
  EXPECT_EQ(redis().calls_of("get"), 2);
}

TEST_F(LocalLevels, AreDroppedAfterTheProcessWasFrozen) {
  value(cache().set("k", "value"));
  ChildProcess reading({OMNITRACK_READING_PROCESS, std::to_string(server().port())});
  redis().command({"BLPOP", "ready", "60"});
  reading.pause();
  value(cache().set("k", "newer"));
  std::this_thread::sleep_for(milliseconds(1200));
  redis().command({"RPUSH", "go", "1"});
  reading.resume();
  EXPECT_EQ(reading.wait(), 0);
  EXPECT_EQ(reading.output(), "newer 1 1\n");
}

TEST_F(LocalLevels, RenewTheAuthenticationOfTheirConnection) {
  redis().command({"CONFIG", "SET", "requirepass", "secret"});
  configuration.credentials = [] {
    return cache::Credentials{"", "secret", std::chrono::milliseconds(200)};
  };
  CacheService service = local();
  value(cache().set("k", "value"));
  EXPECT_TRUE(becomes_true([&] {
    expect_read(service, "value");
    return local_drops(service) >= 2 && local_hits(service) > 0;
  }));
  EXPECT_EQ(service.statistics().errors, 0U);
}

TEST_F(LocalLevels, DoWithoutAServerThatHangs) {
  configuration.command_timeout = milliseconds(100);
  configuration.backoff.longest = milliseconds(100);
  configuration = with_local_level(configuration);
  configuration.local.timeout = milliseconds(100);
  CacheService service = another();
  ASSERT_TRUE(becomes_true([&] { return service.set("k", "value").has_value(); }));
  ASSERT_TRUE(becomes_true([&] { return service.get("k") && local_hits(service) > 0; }));
  server().pause();
  EXPECT_EQ(error(service.get("k")), ErrorCode::timed_out);
  server().resume();
  const int hits = local_hits(service);
  EXPECT_TRUE(becomes_true([&] { return service.get("k") && local_hits(service) > hits; }));
}

TEST_F(LocalLevels, EndALookByTheDeadline) {
  CacheService service = local();
  value(cache().set("k", "value"));
  expect_read(service, "value");
  server().pause();
  const auto start = DeadlineScope::Clock::now();
  const DeadlineScope scope(start + milliseconds(300));
  EXPECT_EQ(error(service.get("k")), ErrorCode::deadline_exceeded);
  EXPECT_LT(DeadlineScope::Clock::now() - start, seconds(5));
}

/// A server that cannot track.
class OldServers : public LocalLevels {
 public:
  OldServers() : LocalLevels({"--rename-command", "HELLO", ""}) {}
};

TEST_F(OldServers, AreReadAsWithoutALocalLevelWhichIsSaidOnce) {
  CacheService service = local();
  value(cache().set("k", "value"));
  for (int i = 0; i < 5; ++i) expect_read(service, "value");
  EXPECT_EQ(local_hits(service), 0);
  ASSERT_EQ(log.count("local_level_off"), 1U) << log.text();
  EXPECT_THAT(log.events("local_level_off")[0].reason, ::testing::HasSubstr("unknown command"));
}

TEST_F(LocalLevels, AreOffForAUserWhoMayNotTrack) {
  redis().command({"ACL", "SETUSER", "reader", "on", ">secret", "~*", "+@all", "-client|tracking"});
  configuration.credentials = [] { return cache::Credentials{"reader", "secret"}; };
  CacheService service = local();
  value(cache().set("k", "value"));
  for (int i = 0; i < 3; ++i) expect_read(service, "value");
  EXPECT_EQ(local_hits(service), 0);
  EXPECT_EQ(log.count("local_level_off"), 1U) << log.text();
}

/// A local level that looks at what has arrived alone.
class TrackedValues : public LocalLevels {
 public:
  Configuration tracked() const {
    Configuration made = with_local_level(configuration);
    made.local.consistency = LocalConsistency::tracked;
    made.local.confirm_after = hours(1);
    return made;
  }
};

TEST_F(TrackedValues, CostNoRoundTripAndChangeOnceThatIsTold) {
  CacheService service = value(CacheService::create(tracked()));
  value(cache().set("k", "value"));
  for (int i = 0; i < 100; ++i) expect_read(service, "value");
  EXPECT_EQ(local_hits(service), 99);
  EXPECT_EQ(redis().calls_of("exists"), 0);
  value(cache().set("k", "newer"));
  EXPECT_TRUE(becomes_true([&] { return value(service.get("k")) == "newer"; }));
  value(service.set("k", "of its own"));
  expect_read(service, "of its own");
}

TEST_F(TrackedValues, AreConfirmedAfterATime) {
  Configuration made = tracked();
  made.local.confirm_after = milliseconds(1);
  CacheService service = value(CacheService::create(made));
  value(cache().set("k", "value"));
  for (int i = 0; i < 3; ++i) {
    std::this_thread::sleep_for(milliseconds(2));
    expect_read(service, "value");
  }
  EXPECT_GE(redis().calls_of("exists"), 2);
}

TEST_F(TrackedValues, AreGivenUntilTheChangeArrivesAndConfirmedOnesAreNot) {
  Proxy proxy(server().port());
  configuration.port = proxy.port();
  CacheService service = value(CacheService::create(tracked()));
  CacheService confirming = local();
  configuration.port = server().port();
  value(cache().set("k", "value"));
  expect_read(service, "value");
  proxy.hold(Direction::to_client);
  value(cache().set("k", "newer"));
  // What the network keeps back cannot be known.
  expect_read(service, "value");
  proxy.release();
  EXPECT_TRUE(becomes_true([&] { return value(service.get("k")) == "newer"; }));
  expect_read(confirming, "newer");
}

TEST_F(TrackedValues, LiveNoLongerThanTheirTimeThoughNothingTellsOfIt) {
  Proxy proxy(server().port());
  configuration.port = proxy.port();
  CacheService service = value(CacheService::create(tracked()));
  configuration.port = server().port();
  value(cache().set("k", "value", milliseconds(300)));
  expect_read(service, "value");
  proxy.hold(Direction::to_client);
  wait_until_expired("omnitrack:k");
  const int sent = proxy.pieces(Direction::to_server);
  std::jthread releasing([&] {
    becomes_true([&] { return proxy.pieces(Direction::to_server) > sent; });
    proxy.release();
  });
  EXPECT_EQ(value(service.get("k")), std::nullopt);
}

TEST(LocalValuesOfAProcess, TakeNoMoreMemoryThanTheyMay) {
  constexpr std::size_t most = std::size_t{4} << 20U;
  const auto used = [] {
    const auto allocated = mallinfo2();
    return allocated.uordblks + allocated.hblkhd;
  };
  for (const std::size_t size : {10U, 100U, 5'000U}) {
    const std::size_t before = used();
    cache::LocalValues values(most);
    for (int i = 0; i < 50'000; ++i) {
      const std::string key = "omnitrack:some-key-" + std::to_string(i);
      const auto ticket = values.expect(key, nullptr);
      values.fill(key, ticket, {std::string(size, 'x'), std::nullopt}, std::nullopt);
    }
    EXPECT_LT(used() - before, most + most / 10) << size;
  }
}

TEST(LocalValuesOfAProcess, AreVoidWhereTheyChangedWhileTheyWereAskedFor) {
  cache::LocalValues values(10'000);
  const cache::FoundValue read{"read", std::nullopt};
  const auto ask = [&](const std::function<void()>& meanwhile) {
    const auto ticket = values.expect("k", nullptr);
    EXPECT_FALSE(values.has("k", nullptr));
    meanwhile();
    values.fill("k", ticket, read, std::nullopt);
    return values.has("k", nullptr);
  };
  EXPECT_TRUE(ask([] {}));
  EXPECT_FALSE(ask([&] { values.forget("k"); }));
  EXPECT_FALSE(ask([&] { values.clear(); }));
  // Nor is one put into the place of another.
  EXPECT_FALSE(ask([&] {
    values.forget("k");
    values.expect("k", nullptr);
  }));
  EXPECT_TRUE(ask([&] { values.forget("other"); }));
  // What is told to have changed before it was read.
  EXPECT_TRUE(ask([&] { values.forget_value("k"); }));
  values.forget_value("k");
  EXPECT_FALSE(values.has("k", nullptr));
}

}  // namespace
}  // namespace omnitrack::cache_test
