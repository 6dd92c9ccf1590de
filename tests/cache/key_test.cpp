#include <set>

#include <gtest/gtest.h>

#include "on_redis.hpp"

namespace omnitrack::cache_test {
namespace {

class Keys : public OnRedis {
 public:
  /// What each operation that takes an id or key makes of one.
  std::vector<std::optional<ErrorCode>> verdicts(const std::string& id) {
    const std::vector<Entry> entries = {{id, "value"}};
    const std::vector<std::string_view> keys = {id};
    const auto compute = [] { return std::string("value"); };
    return {
        error(cache().set(id, "value")),
        error(cache().get(id)),
        error(cache().exists(id)),
        error(cache().ttl(id)),
        error(cache().remove(id)),
        error(cache().set_many(entries)[0]),
        error(cache().get_many(keys)[0]),
        error(cache().get_or_compute(id, std::nullopt, compute)),
        error(cache().get_or_compute(id, {.time_to_live = minutes(1)}, compute)),
        error(cache().once(id, minutes(1), compute)),
        error(cache().cache_session(id, {"data", at(1)})),
        error(cache().get_session(id)),
        error(cache().update_session_activity(id)),
        error(cache().update_session_activity(id, at(1))),
        error(cache().delete_session(id)),
        error(cache().cache_simulation_result(id, "hash", "value")),
        error(cache().cache_simulation_result("scenario", id, "value")),
        error(cache().get_simulation_result(id, "hash")),
        error(cache().get_simulation_result("scenario", id)),
        error(cache().get_or_compute_simulation_result(id, "hash", compute)),
        error(cache().get_or_compute_simulation_result("scenario", id, compute)),
    };
  }

  void expect_all(const std::string& id, std::optional<ErrorCode> verdict) {
    const auto found = verdicts(id);
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i], verdict) << "operation " << i << " of '" << id << "'";
    }
  }
};

TEST_F(Keys, AreRefusedWhereTheyAreNoCleanText) {
  const std::vector<std::string> wrong = {
      "",
      std::string(257, 'x'),
      std::string(100'000, 'x'),
      std::string("a\0b", 3),
      "a\nb",
      "a\r\nDEL omnitrack:b\r\n",
      "\t",
      "a\x1b[0m",
      "a\x7f",
      "\xc2\x85",                  // a control character beyond ASCII
      "\xff",                      // no UTF-8
      "\xc3",                      // cut in the middle
      "\xc0\x80",                  // a longer form of NUL
      "\xed\xa0\x80",              // half a surrogate pair
      "\xf4\x90\x80\x80",          // beyond Unicode
      "ok\x80",                    // a stray continuation
      std::string(255, 'x') + "é"  // 257 bytes in 256 characters
  };
  for (const std::string& id : wrong) expect_all(id, ErrorCode::invalid_key);
  EXPECT_EQ(redis().integer({"DBSIZE"}), 0);
  EXPECT_EQ(redis().other_clients(), 0U) << "nothing should have been asked";
}

TEST_F(Keys, AreAnyOtherText) {
  for (const std::string& id :
       {std::string("x"), std::string(256, 'x'), std::string(" "), std::string("a b"),
        std::string("é日本😀"), std::string("*?[a]\\"), std::string("{a}"), std::string("'\"$%"),
        std::string("0"), std::string("nil"), std::string("simulation"), std::string("session"),
        std::string("dt"), std::string("lock"), std::string("Session-a"), std::string("/../")}) {
    expect_all(id, std::nullopt);
  }
}

TEST_F(Keys, OfOnesOwnDoNotBeginLikeThoseOfTheOperations) {
  value(cache().cache_session("u-1", {"secret", at(1)}));
  value(cache().cache_simulation_result("flood", "1", "result"));
  value(cache().cache_digital_twin_state({at(1), "state"}));
  const std::vector<std::string> before = redis().keys();
  for (const char* const key :
       {"session:u-1", "session:", "simulation:flood:1", "simulation:", "dt:state:1", "dt:index",
        "dt:expiry", "dt:", "lock:a", "lock:", "once:a", "once:"}) {
    const std::vector<Entry> entries = {{key, "value"}};
    const std::vector<std::string_view> keys = {key};
    EXPECT_EQ(error(cache().set(key, "value")), ErrorCode::invalid_key) << key;
    EXPECT_EQ(error(cache().get(key)), ErrorCode::invalid_key) << key;
    EXPECT_EQ(error(cache().exists(key)), ErrorCode::invalid_key) << key;
    EXPECT_EQ(error(cache().ttl(key)), ErrorCode::invalid_key) << key;
    EXPECT_EQ(error(cache().remove(key)), ErrorCode::invalid_key) << key;
    EXPECT_EQ(error(cache().set_many(entries)[0]), ErrorCode::invalid_key) << key;
    EXPECT_EQ(error(cache().get_many(keys)[0]), ErrorCode::invalid_key) << key;
    EXPECT_EQ(error(cache().get_or_compute(key, std::nullopt, [] { return std::string(); })),
              ErrorCode::invalid_key)
        << key;
  }
  EXPECT_EQ(redis().keys(), before);
}

TEST_F(Keys, OfScenariosAndHashesHoldNoColon) {
  for (const auto& [scenario, hash] :
       {std::pair("a:b", "c"), std::pair("a", "b:c"), std::pair(":", "c"), std::pair("a", ":")}) {
    EXPECT_EQ(error(cache().cache_simulation_result(scenario, hash, "value")),
              ErrorCode::invalid_key);
    EXPECT_EQ(error(cache().get_simulation_result(scenario, hash)), ErrorCode::invalid_key);
  }
}

TEST_F(Keys, OfDifferentIdsAreDifferent) {
  const std::vector<std::string> ids = {"a", "b",         "a:b", ":",    "a:",         ":a",
                                        "A", "a ",        " a",  "a/b",  "state:1",    "index",
                                        "é", "e\xcc\x81", "a\\", "lock", "omnitrack:a"};
  std::size_t written = 0;
  for (const std::string& id : ids) {
    value(cache().set(id, "own " + id));
    value(cache().cache_session(id, {"session " + id, at(1)}));
    written += 2;
    for (const std::string& hash : ids) {
      if ((id + hash).find(':') != std::string::npos) continue;
      value(cache().cache_simulation_result(id, hash, "value"));
      ++written;
    }
  }
  EXPECT_EQ(redis().integer({"DBSIZE"}), static_cast<std::int64_t>(written));
  for (const std::string& id : ids) {
    EXPECT_EQ(value(cache().get(id)), "own " + id);
    EXPECT_EQ(value(cache().get_session(id)).value().data, "session " + id);
  }
}

TEST_F(Keys, DoNotReachTheEntriesOfAnotherService) {
  configuration.prefix = "a";
  CacheService a = another();
  configuration.prefix = "a2";
  CacheService a2 = another();
  value(a.set("2:k", "of a"));
  value(a.set(":k", "of a"));
  value(a2.set("k", "of a2"));
  EXPECT_EQ(value(a.get("2:k")), "of a");
  EXPECT_EQ(value(a2.get("k")), "of a2");
  EXPECT_EQ(redis().integer({"DBSIZE"}), 3);
}

TEST_F(Keys, ThatAreWrongAreNamedInTheMessage) {
  EXPECT_FALSE(cache().get("").error().message.empty());
  EXPECT_NE(cache().get("dt:index").error().message.find("dt:"), std::string::npos);
  EXPECT_NE(cache().get(std::string(300, 'x')).error().message.find("300"), std::string::npos);
}

}  // namespace
}  // namespace omnitrack::cache_test
