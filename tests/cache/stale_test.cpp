#include <limits>
#include <stdexcept>

#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

using cache::ComputeOptions;
using std::chrono::hours;
using std::chrono::seconds;

class Stale : public OnRedis {
 public:
  Computed ask(CacheService& service, const ComputeOptions& options,
               const std::string& computed = "computed") {
    return value(service.get_or_compute("k", options, [&] {
      ++computations;
      return computed;
    }));
  }
  Computed ask_in_vain(CacheService& service, const ComputeOptions& options) {
    return value(service.get_or_compute("k", options, [&]() -> std::string {
      ++computations;
      throw std::out_of_range("the origin is down");
    }));
  }
  /// Keeps a value that is stale by now.
  void let_go_stale(CacheService& service) {
    ask(service, briefly, "old");
    ASSERT_TRUE(becomes_true([&] { return value(service.get("k")) == std::nullopt; }));
    computations = 0;
  }

  // Fresh for hardly any time, and kept for long.
  const ComputeOptions briefly{.time_to_live = milliseconds(1), .grace = hours(1)};
  const ComputeOptions for_long{.time_to_live = hours(1), .grace = hours(1)};
  std::atomic<int> computations = 0;
};

TEST_F(Stale, ValuesLiveForTheirTimeAndTheGrace) {
  const ComputeOptions options{.time_to_live = seconds(60), .grace = seconds(600)};
  expect_lifetime("omnitrack:k", seconds(660), [&] { ask(cache(), options); });
}

TEST_F(Stale, ValuesAreMissesToPlainReads) {
  let_go_stale(cache());
  const std::vector<std::string_view> keys = {"k"};
  EXPECT_EQ(value(cache().get_many(keys)[0]), std::nullopt);
  EXPECT_EQ(redis().integer({"EXISTS", "omnitrack:k"}), 1);
  EXPECT_EQ(log.count("value_rejected"), 0U) << log.text();
}

TEST_F(Stale, ValuesThatAreFreshAreReadAsAny) {
  ask(cache(), for_long);
  EXPECT_EQ(value(cache().get("k")), "computed");
  EXPECT_EQ(ask(cache(), for_long).origin, Origin::cached);
  EXPECT_EQ(ask(cache(), {.time_to_live = seconds(1)}).origin, Origin::cached);
}

TEST_F(Stale, ValuesAreComputedAnewWhereThatWorks) {
  let_go_stale(cache());
  const Computed given = ask(cache(), for_long, "new");
  EXPECT_EQ(given.value, "new");
  EXPECT_EQ(given.origin, Origin::computed);
  EXPECT_EQ(value(cache().get("k")), "new");
  EXPECT_EQ(cache().statistics().stale, 0U);
}

TEST_F(Stale, AValueStandsInForAComputationThatThrows) {
  let_go_stale(cache());
  const Computed given = ask_in_vain(cache(), briefly);
  EXPECT_EQ(given.value, "old");
  EXPECT_EQ(given.origin, Origin::stale);
  EXPECT_FALSE(given.cache_error.has_value());
  ASSERT_NE(given.thrown, nullptr);
  EXPECT_THROW(std::rethrow_exception(given.thrown), std::out_of_range);
  EXPECT_EQ(computations, 1);
  EXPECT_EQ(cache().statistics().stale, 1U);
  ASSERT_EQ(log.count("stale_served"), 1U) << log.text();
  EXPECT_EQ(log.events("stale_served")[0].reason, "the origin is down");
  EXPECT_EQ(redis().keys(), std::vector<std::string>{"omnitrack:k"}) << "a lock stayed";
}

TEST_F(Stale, AnotherProcessGetsItToo) {
  let_go_stale(cache());
  CacheService other = another();
  EXPECT_EQ(ask_in_vain(other, briefly).value, "old");
}

TEST_F(Stale, WhoeverStatesNoGraceGetsWhatWasThrown) {
  let_go_stale(cache());
  EXPECT_THROW(ask_in_vain(cache(), {.time_to_live = seconds(1)}), std::out_of_range);
}

TEST_F(Stale, AValueIsGivenWhereRedisIsAwayAndNothingIsComputed) {
  ask(cache(), for_long);
  server().kill();
  for (int i = 0; i < 10; ++i) {
    const Computed given = ask(cache(), for_long, "another");
    EXPECT_EQ(given.value, "computed");
    EXPECT_EQ(given.origin, Origin::stale);
    ASSERT_TRUE(given.cache_error.has_value());
    EXPECT_TRUE(is_outage(given.cache_error->code)) << given.cache_error->message;
    EXPECT_EQ(given.thrown, nullptr);
  }
  EXPECT_EQ(computations, 1);
}

TEST_F(Stale, AValueThatWasOnlyReadIsGivenToo) {
  CacheService other = another();
  ask(other, for_long, "of another process");
  EXPECT_EQ(ask(cache(), for_long).origin, Origin::cached);
  server().kill();
  EXPECT_EQ(ask(cache(), for_long).value, "of another process");
  EXPECT_EQ(computations, 1);
}

TEST_F(Stale, WhatIsComputedInAnOutageIsComputedOnce) {
  server().kill();
  EXPECT_EQ(ask(cache(), for_long).origin, Origin::computed);
  EXPECT_EQ(ask(cache(), for_long).origin, Origin::stale);
  EXPECT_EQ(computations, 1);
}

TEST_F(Stale, WithoutAGraceAnOutageComputesEachTime) {
  const ComputeOptions options{.time_to_live = seconds(60)};
  ask(cache(), options);
  server().kill();
  EXPECT_EQ(ask(cache(), options).origin, Origin::computed);
  EXPECT_EQ(ask(cache(), options).origin, Origin::computed);
}

TEST_F(Stale, ACopyEndsWithItsGrace) {
  const ComputeOptions options{.time_to_live = milliseconds(1), .grace = milliseconds(1)};
  ask(cache(), options);
  server().kill();
  ASSERT_TRUE(becomes_true([&] { return ask(cache(), options).origin == Origin::computed; }));
}

TEST_F(Stale, WhatWasRemovedOrOverwrittenIsNotGiven) {
  const std::vector<Entry> entries = {{"k", "new", seconds(60)}};
  const std::vector<std::function<void(CacheService&)>> changes = {
      [](CacheService& service) { value(service.remove("k")); },
      [](CacheService& service) { value(service.set("k", "new")); },
      [&](CacheService& service) { value(service.set_many(entries)[0]); },
      [](CacheService& service) { value(service.flush()); },
      // Another process does so, and this one sees it.
      [this](CacheService& service) {
        CacheService other = another();
        value(other.remove("k"));
        EXPECT_THROW(ask_in_vain(service, for_long), std::out_of_range);
      },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    CacheService service = another();
    ask(service, for_long, "old");
    changes[i](service);
    server().kill();
    EXPECT_EQ(ask(service, for_long, "computed").value, "computed") << i;
    server().restart();
  }
}

TEST_F(Stale, CopiesKeepWithinTheirBytesThoseThatWereUsedLast) {
  configuration.copies_bytes = 5'000;
  const std::string large(1'000, 'x');
  const auto ask_for = [&](const std::string& key) {
    return value(cache().get_or_compute(key, for_long, [&] { return large; })).origin;
  };
  for (int i = 0; i < 20; ++i) {
    ask_for("k" + std::to_string(i));
    ask_for("k0");
  }
  value(cache().get_or_compute("huge", for_long, [] { return std::string(6'000, 'x'); }));
  server().kill();
  EXPECT_EQ(ask_for("k0"), Origin::stale);
  EXPECT_EQ(ask_for("k19"), Origin::stale);
  EXPECT_EQ(ask_for("k1"), Origin::computed);
  EXPECT_EQ(ask_for("k0"), Origin::stale) << "a value too large for all took the room of others";
}

TEST_F(Stale, CopiesCanBeLeftOut) {
  configuration.copies_bytes = 0;
  ask(cache(), for_long);
  server().kill();
  EXPECT_EQ(ask(cache(), for_long).origin, Origin::computed);
  EXPECT_EQ(ask(cache(), for_long).origin, Origin::computed);
}

TEST_F(Stale, AValueIsGivenWhereAnotherProcessTakesTooLong) {
  configuration.compute_limit = milliseconds(50);
  let_go_stale(cache());
  redis().command({"SET", "omnitrack:lock:k", "a process that hangs"});
  const Computed given = ask(cache(), for_long, "new");
  EXPECT_EQ(given.value, "old");
  EXPECT_EQ(given.origin, Origin::stale);
  ASSERT_TRUE(given.cache_error.has_value());
  EXPECT_EQ(given.cache_error->code, ErrorCode::timed_out);
  EXPECT_EQ(computations, 0);
}

TEST_F(Stale, WhoeverStatesNoGraceDoesNotShareIt) {
  configuration.compute_limit = milliseconds(50);
  let_go_stale(cache());
  redis().command({"SET", "omnitrack:lock:k", "a process that hangs"});
  in_threads(8, [&](int thread) {
    const bool has_grace = thread % 2 == 0;
    const Computed given =
        ask(cache(), has_grace ? for_long : ComputeOptions{.time_to_live = seconds(60)}, "new");
    if (!has_grace) {
      EXPECT_EQ(given.value, "new");
    }
  });
}

TEST_F(Stale, AfterAnOutageValuesAreComputedAsEver) {
  configuration.backoff.longest = milliseconds(1);
  ask(cache(), for_long, "before");
  server().kill();
  EXPECT_EQ(ask(cache(), for_long).origin, Origin::stale);
  server().restart();
  ASSERT_TRUE(becomes_true([&] { return ask(cache(), for_long, "after").value == "after"; }));
  EXPECT_EQ(ask(cache(), for_long).origin, Origin::cached);
}

TEST_F(Stale, SimulationResultsHaveTheirTimeToLiveAndAGrace) {
  const auto simulate = [&] {
    return value(cache().get_or_compute_simulation_result("flood", "1", {.grace = hours(1)},
                                                          [] { return std::string("result"); }));
  };
  expect_lifetime("omnitrack:simulation:flood:1", hours(2), [&] { simulate(); });
  EXPECT_EQ(value(cache().get_simulation_result("flood", "1")), "result");
  server().kill();
  EXPECT_EQ(simulate().origin, Origin::stale);
}

TEST_F(Stale, ValuesThatAreDamagedAreNotGiven) {
  let_go_stale(cache());
  const std::string good = redis().text({"GET", "omnitrack:k"});
  CacheService other = another();
  for (std::size_t byte = 0; byte < good.size(); ++byte) {
    std::string bad = good;
    bad[byte] = static_cast<char>(bad[byte] ^ 1);
    redis().command({"SET", "omnitrack:k", bad});
    EXPECT_THROW(ask_in_vain(other, briefly), std::out_of_range) << byte;
    redis().command({"SET", "omnitrack:k", good.substr(0, byte)});
    EXPECT_THROW(ask_in_vain(other, briefly), std::out_of_range) << byte;
  }
  redis().command({"SET", "omnitrack:k", good});
  EXPECT_EQ(ask_in_vain(other, briefly).value, "old");
}

TEST_F(Stale, ValuesWithoutOptionsAreWrittenAsEver) {
  ask(cache(), {.time_to_live = seconds(60)}, "v");
  EXPECT_EQ(redis().text({"GET", "omnitrack:k"}).substr(0, 4), std::string("OTC\1"));
  ask(cache(), {}, "v");
  value(cache().remove("k"));
  ask(cache(), for_long, "v");
  EXPECT_EQ(redis().text({"GET", "omnitrack:k"}).substr(0, 4), std::string("OTC\2"));
  EXPECT_EQ(redis().integer({"STRLEN", "omnitrack:k"}), 29);
}

TEST_F(Stale, OptionsThatCannotWorkComputeNothing) {
  const std::vector<ComputeOptions> wrong = {
      {.time_to_live = seconds(0)},
      {.time_to_live = seconds(1), .grace = milliseconds(-1)},
      {.time_to_live = seconds(1), .grace = milliseconds::max()},
      {.time_to_live = hours(24 * 3649), .grace = hours(24 * 3649)},
      {.time_to_live = seconds(1), .early_refresh_beta = -0.1},
      {.time_to_live = seconds(1), .early_refresh_beta = 1'001},
      {.time_to_live = seconds(1), .early_refresh_beta = std::numeric_limits<double>::quiet_NaN()},
      {.time_to_live = seconds(1), .jitter = -0.1},
      {.time_to_live = seconds(1), .jitter = 1.1},
      {.grace = seconds(1)},
      {.early_refresh_beta = 1},
      {.jitter = 0.1},
  };
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    const auto refused = cache().get_or_compute("k", wrong[i], [&] {
      ++computations;
      return std::string();
    });
    EXPECT_EQ(error(refused), ErrorCode::invalid_value) << i;
  }
  EXPECT_EQ(computations, 0);
}

TEST_F(Stale, NoTimeToLiveIsStillWrittenAsBraces) {
  value(cache().get_or_compute("k", {}, [] { return std::string("v"); }));
  EXPECT_EQ(redis().integer({"PTTL", "omnitrack:k"}), -1);
}

TEST_F(Stale, TimesToLiveAreShortenedAtRandomAndWithinBounds) {
  const ComputeOptions options{.time_to_live = seconds(1'000), .jitter = 0.25};
  const std::int64_t before = redis().now();
  std::int64_t earliest = std::numeric_limits<std::int64_t>::max();
  std::int64_t latest = 0;
  for (int i = 0; i < 100; ++i) {
    const std::string key = "k" + std::to_string(i);
    value(cache().get_or_compute(key, options, [] { return std::string("v"); }));
    const std::int64_t end = redis().integer({"PEXPIRETIME", "omnitrack:" + key});
    earliest = std::min(earliest, end);
    latest = std::max(latest, end);
  }
  EXPECT_GE(earliest, before + 750'000);
  EXPECT_LE(latest, redis().now() + 1'000'000);
  EXPECT_GT(latest - earliest, 50'000) << "they are hardly spread";
}

}  // namespace
}  // namespace omnitrack::cache_test
