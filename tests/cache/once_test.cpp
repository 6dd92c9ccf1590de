#include <future>
#include <memory>
#include <set>
#include <stdexcept>

#include <gtest/gtest.h>

#include "child_process.hpp"
#include "on_redis.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

using cache::AnswerOrigin;
using cache::OnceAnswer;
using cache::OnceOptions;
using std::chrono::hours;
using std::chrono::seconds;

constexpr const char* once_key = "omnitrack:once:k";

class Once : public OnRedis {
 public:
  OnceOptions options{.time_to_live = seconds(600), .wait_limit = milliseconds(0)};
  int runs = 0;

  Result<OnceAnswer> try_once(CacheService& service, const std::string& answer = "charged") {
    return service.once("k", options, [&] {
      ++runs;
      return answer;
    });
  }
  OnceAnswer once(CacheService& service, const std::string& answer = "charged") {
    return value(try_once(service, answer));
  }
  Result<OnceAnswer> throw_once() {
    return cache().once("k", options, []() -> std::string { throw std::out_of_range("declined"); });
  }
};

TEST_F(Once, RunsOnceAndKeepsTheAnswerForItsTime) {
  OnceAnswer first;
  expect_lifetime(once_key, seconds(600), [&] { first = once(cache()); });
  EXPECT_EQ(first.answer, "charged");
  EXPECT_EQ(first.origin, AnswerOrigin::ran);
  EXPECT_FALSE(first.cache_error.has_value());
  CacheService other = another();
  const OnceAnswer second = once(other, "charged again");
  EXPECT_EQ(second.answer, "charged");
  EXPECT_EQ(second.origin, AnswerOrigin::stored);
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(redis().keys(), std::vector<std::string>{once_key});
}

TEST_F(Once, RunsAgainAfterTheTimeToLive) {
  once(cache());
  expire(once_key);
  EXPECT_EQ(once(cache()).origin, AnswerOrigin::ran);
  EXPECT_EQ(runs, 2);
}

TEST_F(Once, TakesATimeAloneToo) {
  const auto run = [&] {
    return value(cache().once("k", seconds(60), [] { return std::string("charged"); }));
  };
  expect_lifetime(once_key, seconds(60), [&] { run(); });
  EXPECT_EQ(run().origin, AnswerOrigin::stored);
}

TEST_F(Once, AnyBytesAreAnAnswer) {
  for (const std::string& answer : {std::string(), std::string("\0\r\n\xff", 4)}) {
    once(cache(), answer);
    const OnceAnswer stored = once(cache(), "other");
    EXPECT_EQ(stored.answer, answer);
    EXPECT_EQ(stored.origin, AnswerOrigin::stored);
    redis().command({"DEL", once_key});
  }
}

TEST_F(Once, AnotherPayloadIsRefused) {
  options.payload = "{\"amount\":5}";
  once(cache());
  EXPECT_EQ(once(cache()).origin, AnswerOrigin::stored);
  options.payload = "{\"amount\":500}";
  EXPECT_EQ(error(try_once(cache())), ErrorCode::payload_mismatch);
  options.payload = "";
  EXPECT_EQ(error(try_once(cache())), ErrorCode::payload_mismatch);
  options.payload.reset();
  EXPECT_EQ(once(cache()).origin, AnswerOrigin::stored) << "nothing was to be compared";
  EXPECT_EQ(runs, 1);
}

TEST_F(Once, KeepsADigestOfThePayloadAlone) {
  options.payload = "a secret";
  once(cache());
  // The same as `printf 'a secret' | sha256sum`.
  EXPECT_EQ(redis().text({"HGET", once_key, "digest"}),
            "984ca5162200734c592148f1820b71057f098573d138666b48663e4e30cd8d3a");
}

TEST_F(Once, AnotherPayloadIsRefusedWhileTheHandlerRuns) {
  options.payload = "5";
  value(cache().once("k", options, [&] {
    CacheService other = another();
    options.payload = "500";
    EXPECT_EQ(error(try_once(other)), ErrorCode::payload_mismatch);
    return std::string("charged");
  }));
  EXPECT_EQ(runs, 0);
}

TEST_F(Once, WhoComesMeanwhileIsTold) {
  value(cache().once("k", options, [&] {
    CacheService other = another();
    const auto refused = try_once(other);
    EXPECT_EQ(error(refused), ErrorCode::in_progress);
    EXPECT_EQ(error(try_once(cache())), ErrorCode::in_progress);
    options.wait_limit = milliseconds(20);
    EXPECT_EQ(error(try_once(other)), ErrorCode::in_progress);
    return std::string("charged");
  }));
  EXPECT_EQ(runs, 0);
}

TEST_F(Once, WhoWaitsGetsTheAnswer) {
  options.wait_limit = minutes(10);
  std::future<OnceAnswer> waiting;
  value(cache().once("k", options, [&] {
    waiting = std::async(std::launch::async, [&] { return once(cache(), "other"); });
    // It has asked twice at least, and so waits.
    EXPECT_TRUE(becomes_true([&] { return redis().calls_of("hmget") >= 3; }));
    return std::string("charged");
  }));
  const OnceAnswer given = waiting.get();
  EXPECT_EQ(given.answer, "charged");
  EXPECT_EQ(given.origin, AnswerOrigin::stored);
  EXPECT_EQ(runs, 0);
}

TEST_F(Once, WhatTheHandlerThrowsFreesTheKey) {
  EXPECT_THROW(std::ignore = throw_once(), std::out_of_range);
  EXPECT_EQ(redis().keys(), std::vector<std::string>{});
  EXPECT_EQ(once(cache()).origin, AnswerOrigin::ran);
}

TEST_F(Once, AClaimOfWhoCrashedIsTakenOver) {
  options.claim_limit = seconds(7);
  value(cache().once("k", options, [&] {
    const std::int64_t left = redis().integer({"PTTL", once_key});
    EXPECT_GT(left, 0);
    EXPECT_LE(left, 7000);
    return std::string();
  }));
  redis().command({"DEL", once_key});
  redis().command({"HSET", once_key, "token", "a process that died", "digest", ""});
  EXPECT_EQ(error(try_once(cache())), ErrorCode::in_progress);
  expire(once_key);
  EXPECT_EQ(once(cache()).origin, AnswerOrigin::ran);
}

TEST_F(Once, WhoTookTooLongDoesNotOverwriteTheAnswerOfWhoTookOver) {
  CacheService other = another();
  const OnceAnswer late = value(cache().once("k", options, [&] {
    expire(once_key);
    EXPECT_EQ(once(other, "of the other").origin, AnswerOrigin::ran);
    return std::string("late");
  }));
  EXPECT_EQ(late.answer, "late");
  EXPECT_EQ(late.origin, AnswerOrigin::ran);
  ASSERT_TRUE(late.cache_error.has_value());
  EXPECT_EQ(late.cache_error->code, ErrorCode::claim_lost);
  EXPECT_EQ(once(cache()).answer, "of the other");
  EXPECT_EQ(log.count("answer_not_stored"), 1U) << log.text();
}

TEST_F(Once, WhoTookTooLongAndThrewDoesNotFreeTheClaimOfAnother) {
  EXPECT_THROW(
      std::ignore = cache().once("k", options,
                                 [&]() -> std::string {
                                   redis().command({"HSET", once_key, "token", "of another"});
                                   throw std::out_of_range("declined");
                                 }),
      std::out_of_range);
  EXPECT_EQ(redis().text({"HGET", once_key, "token"}), "of another");
}

TEST_F(Once, WhoTookTooLongStoresTheAnswerWhereNobodyTookOver) {
  EXPECT_FALSE(value(cache().once("k", options, [&] {
                 expire(once_key);
                 return std::string("late");
               })).cache_error.has_value());
  EXPECT_EQ(once(cache()).answer, "late");
}

TEST_F(Once, FailsWithoutARunWhereRedisIsAway) {
  server().kill();
  const auto refused = try_once(cache());
  ASSERT_TRUE(error(refused).has_value());
  EXPECT_TRUE(is_outage(*error(refused))) << refused.error().message;
  EXPECT_EQ(runs, 0);
}

TEST_F(Once, RunsUnprotectedWhereRedisIsAwayIfItIsAllowed) {
  options.run_unprotected = true;
  EXPECT_EQ(once(cache()).origin, AnswerOrigin::ran);
  server().kill();
  const OnceAnswer given = once(cache(), "charged twice");
  EXPECT_EQ(given.answer, "charged twice");
  EXPECT_EQ(given.origin, AnswerOrigin::unprotected);
  ASSERT_TRUE(given.cache_error.has_value());
  EXPECT_TRUE(is_outage(given.cache_error->code));
  EXPECT_EQ(log.count("ran_unprotected"), 1U) << log.text();
}

TEST_F(Once, RunsNothingWhereRedisGoesAwayWhileAnotherRuns) {
  options.run_unprotected = true;
  options.wait_limit = minutes(10);
  value(cache().once("k", options, [&] {
    CacheService other = another();
    auto waiting = std::async(std::launch::async, [&] { return try_once(other); });
    EXPECT_TRUE(becomes_true([&] { return redis().calls_of("hmget") >= 3; }));
    server().kill();
    const auto refused = waiting.get();
    EXPECT_TRUE(error(refused).has_value() && is_outage(*error(refused)));
    return std::string("charged");
  }));
  EXPECT_EQ(runs, 0);
}

TEST_F(Once, GivesTheAnswerWhereRedisGoesAwayMeanwhile) {
  const OnceAnswer given = value(cache().once("k", options, [&] {
    server().kill();
    return std::string("charged");
  }));
  EXPECT_EQ(given.answer, "charged");
  ASSERT_TRUE(given.cache_error.has_value());
  EXPECT_TRUE(is_outage(given.cache_error->code));
}

TEST_F(Once, AnAnswerThatIsTooLargeIsGivenOnceAndTheHandlerNotRunAgain) {
  configuration.max_value_bytes = 10;
  const OnceAnswer given = once(cache(), "more than ten bytes");
  EXPECT_EQ(given.answer, "more than ten bytes");
  ASSERT_TRUE(given.cache_error.has_value());
  EXPECT_EQ(given.cache_error->code, ErrorCode::invalid_value);
  EXPECT_EQ(error(try_once(cache())), ErrorCode::answer_unreadable);
  EXPECT_EQ(runs, 1);
}

TEST_F(Once, AnAnswerThatCannotBeReadIsNotTakenForNone) {
  once(cache());
  const std::string good = redis().text({"HGET", once_key, "answer"});
  for (std::size_t byte = 0; byte < good.size(); ++byte) {
    std::string bad = good;
    bad[byte] = static_cast<char>(bad[byte] ^ 1);
    redis().command({"HSET", once_key, "answer", bad});
    EXPECT_EQ(error(try_once(cache())), ErrorCode::answer_unreadable) << byte;
  }
  redis().command({"HSET", once_key, "answer", good});
  configuration.data_version = 1;
  CacheService newer = another();
  EXPECT_EQ(error(try_once(newer)), ErrorCode::answer_unreadable);
  redis().command({"SET", once_key, "of another program"});
  EXPECT_EQ(error(try_once(cache())), ErrorCode::server_error);
  EXPECT_EQ(runs, 1);
}

TEST_F(Once, KeysThatAreNoneAndOptionsThatCannotWorkRunNothing) {
  const auto handler = [&] {
    ++runs;
    return std::string();
  };
  EXPECT_EQ(error(cache().once("", options, handler)), ErrorCode::invalid_key);
  EXPECT_EQ(error(cache().once("a\nb", options, handler)), ErrorCode::invalid_key);
  const std::vector<OnceOptions> wrong = {
      {},
      {.time_to_live = milliseconds(-1)},
      {.time_to_live = milliseconds::max()},
      {.time_to_live = seconds(1), .claim_limit = milliseconds(0)},
      {.time_to_live = seconds(1), .claim_limit = milliseconds::max()},
      {.time_to_live = seconds(1), .wait_limit = milliseconds(-1)},
      {.time_to_live = seconds(1), .wait_limit = hours(2)},
  };
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    EXPECT_EQ(error(cache().once("k", wrong[i], handler)), ErrorCode::invalid_value) << i;
  }
  EXPECT_EQ(runs, 0);
}

TEST_F(Once, KeysDoNotMeetThoseOfOtherOperations) {
  once(cache());
  EXPECT_EQ(value(cache().get("k")), std::nullopt);
  EXPECT_EQ(error(cache().get("once:k")), ErrorCode::invalid_key);
  value(cache().set("k", "value"));
  EXPECT_EQ(once(cache()).answer, "charged");
  value(cache().flush());
  EXPECT_EQ(once(cache()).origin, AnswerOrigin::ran);
}

class OnceInProcesses : public OnRedis {
 public:
  using Processes = std::vector<std::unique_ptr<ChildProcess>>;

  Processes start(int count) {
    Processes processes;
    for (int i = 0; i < count; ++i) {
      processes.push_back(std::make_unique<ChildProcess>(
          std::vector<std::string>{OMNITRACK_CLAIMING_PROCESS, std::to_string(server().port())}));
    }
    return processes;
  }
  /// Waits until all have come, one of which runs the handler with a connection more.
  void wait_until_all_came(std::size_t count) {
    ASSERT_TRUE(becomes_true([&] { return redis().other_clients() == count + 1; }));
  }
};

TEST_F(OnceInProcesses, OneRunsForAll) {
  const Processes processes = start(4);
  wait_until_all_came(4);
  redis().command({"RPUSH", "go", "1"});
  std::set<std::string> answers;
  int ran = 0;
  for (const auto& process : processes) {
    EXPECT_EQ(process->wait(), 0) << process->output();
    answers.insert(process->output().substr(0, process->output().find('\n')));
    if (process->output().ends_with("\nran\n")) ++ran;
  }
  EXPECT_EQ(answers.size(), 1U);
  EXPECT_EQ(ran, 1);
  EXPECT_EQ(redis().text({"GET", "runs"}), "1");
}

TEST_F(OnceInProcesses, AnotherRunsWhereTheOneThatDidIsKilled) {
  const Processes first = start(1);
  wait_until_all_came(1);
  const Processes others = start(2);
  wait_until_all_came(3);
  first.front()->kill();
  ASSERT_EQ(redis().integer({"PEXPIRE", once_key, "1"}), 1);
  ASSERT_TRUE(becomes_true([&] { return redis().text({"GET", "runs"}) == "2"; }));
  redis().command({"RPUSH", "go", "1"});
  for (const auto& process : others) EXPECT_EQ(process->wait(), 0) << process->output();
  EXPECT_EQ(redis().text({"GET", "runs"}), "2");
}

}  // namespace
}  // namespace omnitrack::cache_test
