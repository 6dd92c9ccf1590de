#include <atomic>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::seconds;

class Stampede : public OnRedis {
 public:
  static constexpr int callers = 64;

  /// Waits until all callers have come, most of which then wait for this computation.
  std::string compute_when_all_came() {
    ++computations;
    becomes_true([&] { return came == callers; });
    return "computed";
  }
  void ask(CacheService& service) {
    ++came;
    const Computed given =
        value(service.get_or_compute("k", seconds(60), [this] { return compute_when_all_came(); }));
    EXPECT_EQ(given.value, "computed");
    EXPECT_FALSE(given.cache_error.has_value());
    if (given.origin == Origin::computed) ++computed;
  }

  std::atomic<int> came = 0;
  std::atomic<int> computations = 0;
  std::atomic<int> computed = 0;
};

TEST_F(Stampede, OfManyCallersOneComputes) {
  in_threads(callers, [&](int) { ask(cache()); });
  EXPECT_EQ(computations, 1);
  EXPECT_EQ(computed, 1);
  EXPECT_LE(redis().other_clients(), configuration.max_connections);
}

TEST_F(Stampede, OfManyCallersOfSeveralServicesOneComputes) {
  std::vector<CacheService> services;
  services.reserve(4);
  for (int i = 0; i < 4; ++i) services.push_back(another());
  in_threads(callers, [&](int thread) { ask(services[static_cast<std::size_t>(thread) % 4]); });
  EXPECT_EQ(computations, 1);
  EXPECT_EQ(computed, 1);
}

TEST_F(Stampede, EachKeyIsComputedOnce) {
  std::atomic<int> per_key[8] = {};
  CacheService other = another();
  in_threads(callers, [&](int thread) {
    const int number = thread % 8;
    const std::string key = "k" + std::to_string(number);
    for (int round = 0; round < 5; ++round) {
      const Computed given =
          value((thread % 16 < 8 ? cache() : other).get_or_compute(key, seconds(60), [&] {
            ++per_key[number];
            return std::string(key);
          }));
      EXPECT_EQ(given.value, key);
    }
  });
  for (const std::atomic<int>& count : per_key) EXPECT_EQ(count, 1);
}

TEST_F(Stampede, AComputationThatThrowsDoesNotHangTheOthers) {
  std::atomic<int> thrown = 0;
  std::atomic<int> given = 0;
  in_threads(callers, [&](int) {
    ++came;
    try {
      const Computed got = value(cache().get_or_compute("k", seconds(60), [&]() -> std::string {
        if (++computations == 1) {
          becomes_true([&] { return came == callers; });
          throw std::out_of_range("the first fails");
        }
        return "computed";
      }));
      EXPECT_EQ(got.value, "computed");
      ++given;
    } catch (const std::out_of_range& error) {
      EXPECT_STREQ(error.what(), "the first fails");
      ++thrown;
    }
  });
  EXPECT_GE(thrown, 1);
  EXPECT_EQ(thrown + given, callers);
  EXPECT_LE(computations, 2);
  EXPECT_EQ(redis().integer({"EXISTS", "omnitrack:lock:k"}), 0);
  EXPECT_EQ(value(cache().get_or_compute("k", seconds(60), [] { return std::string("later"); }))
                .cache_error.has_value(),
            false);
}

TEST_F(Stampede, OthersComputeThemselvesWhenOneTakesTooLong) {
  configuration.compute_limit = milliseconds(50);
  CacheService other = another();
  std::atomic<bool> is_computing = false;
  std::atomic<bool> others_are_done = false;
  in_threads(3, [&](int thread) {
    if (thread == 0) {
      value(cache().get_or_compute("k", seconds(60), [&] {
        is_computing = true;
        becomes_true([&] { return others_are_done.load(); });
        return std::string("slow");
      }));
    } else if (thread == 1) {
      becomes_true([&] { return is_computing.load(); });
      const auto of_another_service =
          value(other.get_or_compute("k", seconds(60), [] { return std::string("other"); }));
      EXPECT_EQ(of_another_service.value, "other");
      // Its own service still waits for the slow one, or finds what the other one cached.
      const auto of_the_same =
          value(cache().get_or_compute("k", seconds(60), [] { return std::string("same"); }));
      EXPECT_TRUE(of_the_same.value == "same" || of_the_same.value == "other");
      others_are_done = true;
    }
  });
  const std::string last = value(cache().get("k")).value();
  EXPECT_TRUE(last == "slow" || last == "other" || last == "same") << last;
  EXPECT_EQ(redis().integer({"EXISTS", "omnitrack:lock:k"}), 0);
}

TEST_F(Stampede, AllGetAValueWhereRedisGoesAwayInTheMiddle) {
  configuration.compute_limit = seconds(5);
  std::atomic<bool> is_computing = false;
  std::atomic<int> given = 0;
  std::thread killer([&] {
    becomes_true([&] { return is_computing && came == callers; });
    server().kill();
  });
  in_threads(callers, [&](int) {
    ++came;
    const Computed got = value(cache().get_or_compute("k", seconds(60), [&] {
      is_computing = true;
      becomes_true([&] { return came == callers; });
      return std::string("computed");
    }));
    EXPECT_EQ(got.value, "computed");
    ++given;
  });
  killer.join();
  EXPECT_EQ(given, callers);
}

}  // namespace
}  // namespace omnitrack::cache_test
