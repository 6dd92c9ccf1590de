#include <functional>
#include <ostream>

#include <gtest/gtest.h>

#include "on_redis.hpp"

namespace omnitrack::cache_test {
namespace {

/// A kind of value: how it is written and read, and where the server has it.
struct Kind {
  std::string name;
  std::string key;
  /// Another key of the same kind.
  std::string other_key;
  std::function<void(CacheService&)> write;
  std::function<void(CacheService&)> write_other;
  /// What is read, if it counts.
  std::function<std::optional<std::string>(CacheService&)> read;
};

/// Names a kind in the list of tests.
std::ostream& operator<<(std::ostream& out, const Kind& kind) { return out << kind.name; }

constexpr const char* payload = "a payload";

std::vector<Kind> kinds() {
  return {
      {"own", "omnitrack:k1", "omnitrack:k2",
       [](CacheService& cache) { value(cache.set("k1", payload)); },
       [](CacheService& cache) { value(cache.set("k2", payload)); },
       [](CacheService& cache) { return value(cache.get("k1")); }},
      {"simulation", "omnitrack:simulation:flood:1", "omnitrack:simulation:flood:2",
       [](CacheService& cache) { value(cache.cache_simulation_result("flood", "1", payload)); },
       [](CacheService& cache) { value(cache.cache_simulation_result("flood", "2", payload)); },
       [](CacheService& cache) { return value(cache.get_simulation_result("flood", "1")); }},
      {"digital_twin", "omnitrack:dt:state:1", "omnitrack:dt:state:2",
       [](CacheService& cache) {
         value(cache.cache_digital_twin_state({at(1), payload}));
       },
       [](CacheService& cache) {
         value(cache.cache_digital_twin_state({at(2), payload}));
       },
       [](CacheService& cache) -> std::optional<std::string> {
         const auto state = value(cache.get_digital_twin_state(at(1)));
         if (!state) return std::nullopt;
         return state->data;
       }},
  };
}

class StoredValues : public OnRedis, public ::testing::WithParamInterface<Kind> {
 public:
  std::optional<std::string> read() { return GetParam().read(cache()); }
  void write() { GetParam().write(cache()); }
  std::string stored() { return redis().text({"GET", GetParam().key}); }
  void store(const std::string& bytes) {
    redis().command({"SET", GetParam().key, bytes, "KEEPTTL"});
  }
  void expect_a_miss(const std::string& what) {
    const std::size_t before = log.count("value_rejected");
    EXPECT_EQ(read(), std::nullopt) << what;
    const auto events = log.events("value_rejected");
    ASSERT_EQ(events.size(), before + 1) << what;
    EXPECT_EQ("omnitrack:" + events.back().key, GetParam().key) << what;
    EXPECT_FALSE(events.back().reason.empty()) << what;
  }
};

TEST_P(StoredValues, AreAMissWithAnyBitChanged) {
  write();
  const std::string good = stored();
  for (std::size_t byte = 0; byte < good.size(); ++byte) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string bad = good;
      bad[byte] = static_cast<char>(static_cast<unsigned char>(bad[byte]) ^ (1U << bit));
      store(bad);
      expect_a_miss("byte " + std::to_string(byte) + ", bit " + std::to_string(bit));
    }
  }
  store(good);
  EXPECT_EQ(read(), payload);
}

TEST_P(StoredValues, AreAMissAtAnyOtherLength) {
  write();
  const std::string good = stored();
  for (std::size_t size = 0; size < good.size(); ++size) {
    store(good.substr(0, size));
    expect_a_miss(std::to_string(size) + " bytes");
  }
  for (const std::string& more : {std::string("x"), std::string(1, '\0'), good}) {
    store(good + more);
    expect_a_miss("with more at the end");
    store(more + good);
    expect_a_miss("with more before");
  }
}

TEST_P(StoredValues, AreAMissUnderAnotherKey) {
  write();
  GetParam().write_other(cache());
  redis().command({"COPY", GetParam().other_key, GetParam().key, "REPLACE"});
  expect_a_miss("copied");
  const std::string dump = redis().text({"DUMP", GetParam().other_key});
  redis().command({"RESTORE", GetParam().key, "0", dump, "REPLACE"});
  expect_a_miss("restored");
}

TEST_P(StoredValues, AreAMissUnderAnotherPrefix) {
  write();
  const std::string good = stored();
  configuration.prefix = "other";
  CacheService other = another();
  GetParam().write(other);
  redis().command({"SET", "other" + GetParam().key.substr(9), good});
  EXPECT_EQ(GetParam().read(other), std::nullopt);
  EXPECT_EQ(log.count("value_rejected"), 1U);
}

TEST_P(StoredValues, AreAMissAsAnotherKind) {
  write();
  for (const Kind& other : kinds()) {
    if (other.name == GetParam().name) continue;
    other.write(cache());
    redis().command({"COPY", other.key, GetParam().key, "REPLACE"});
    expect_a_miss("of kind " + other.name);
  }
}

TEST_P(StoredValues, AreAMissInAnotherVersionOfTheData) {
  write();
  configuration.data_version = 0x0100;
  CacheService newer = another();
  EXPECT_EQ(GetParam().read(newer), std::nullopt);
  EXPECT_NE(log.text().find("version"), std::string::npos) << log.text();
  GetParam().write(newer);
  EXPECT_EQ(GetParam().read(newer), payload);
  expect_a_miss("the older service reads the newer value");
}

TEST_P(StoredValues, AreAMissWhereOthersWroteText) {
  write();
  for (const std::string& text :
       {std::string(), std::string("OTC"), std::string("{\"json\":true}"), std::string("0"),
        std::string("OTC\1") + std::string(12, '\0'), std::string(1000, 'O')}) {
    store(text);
    expect_a_miss("text: " + text);
  }
}

TEST_P(StoredValues, AreAMissWhereOthersWroteAnotherType) {
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"RPUSH", GetParam().key, "1"},
        std::vector<std::string>{"HSET", GetParam().key, "data", "1"},
        std::vector<std::string>{"SADD", GetParam().key, "1"},
        std::vector<std::string>{"ZADD", GetParam().key, "1", "1"},
        std::vector<std::string>{"XADD", GetParam().key, "*", "data", "1"}}) {
    write();
    redis().command({"DEL", GetParam().key});
    redis().command(command);
    expect_a_miss(command[0]);
    write();
    EXPECT_EQ(read(), payload) << "written over " << command[0];
  }
}

INSTANTIATE_TEST_SUITE_P(Of, StoredValues, ::testing::ValuesIn(kinds()),
                         [](const auto& suite) { return suite.param.name; });

class StoredSessions : public OnRedis {
 public:
  static constexpr const char* key = "omnitrack:session:u-1";

  void write() { value(cache().cache_session("u-1", {payload, at(1000)})); }
  std::string field(const char* name) { return redis().text({"HGET", key, name}); }
  void set_field(const char* name, const std::string& bytes) {
    redis().command({"HSET", key, name, bytes});
  }
  void expect_a_miss(const std::string& what) {
    const std::size_t before = log.count("value_rejected");
    EXPECT_EQ(value(cache().get_session("u-1")), std::nullopt) << what;
    EXPECT_EQ(log.count("value_rejected"), before + 1) << what;
  }
};

TEST_F(StoredSessions, AreAMissWithAnyBitOfTheDataChanged) {
  write();
  const std::string good = field("data");
  for (std::size_t byte = 0; byte < good.size(); ++byte) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string bad = good;
      bad[byte] = static_cast<char>(static_cast<unsigned char>(bad[byte]) ^ (1U << bit));
      set_field("data", bad);
      expect_a_miss("byte " + std::to_string(byte) + ", bit " + std::to_string(bit));
    }
  }
  for (std::size_t size = 0; size < good.size(); ++size) {
    set_field("data", good.substr(0, size));
    expect_a_miss(std::to_string(size) + " bytes");
  }
}

TEST_F(StoredSessions, AreAMissWithATimeThatIsNone) {
  write();
  for (const char* const time : {"", "x", "-1", "1.5", "1e3", " 1", "1 ", "0x10", "nan", "inf",
                                 "99999999999999999999", "9223372036854775807"}) {
    set_field("last_activity", time);
    expect_a_miss("'" + std::string(time) + "'");
  }
}

TEST_F(StoredSessions, WithATimeThatIsNoneCanBeWrittenAgain) {
  for (const char* const time : {"", "x", "-1", "nan", "inf", "1e300", "99999999999999999999"}) {
    write();
    set_field("last_activity", time);
    write();
    EXPECT_EQ(value(cache().get_session("u-1")).value().last_activity, at(1000)) << time;
  }
}

TEST_F(StoredSessions, AreAMissWithoutAField) {
  for (const char* const name : {"data", "last_activity"}) {
    write();
    redis().command({"HDEL", key, name});
    expect_a_miss(name);
  }
}

TEST_F(StoredSessions, AreAMissUnderAnotherId) {
  value(cache().cache_session("u-2", {payload, at(1000)}));
  redis().command({"COPY", "omnitrack:session:u-2", key});
  expect_a_miss("copied");
}

TEST_F(StoredSessions, AreAMissOfAnotherTypeAndNotUpdated) {
  redis().command({"SET", key, "text"});
  expect_a_miss("text");
  EXPECT_FALSE(value(cache().update_session_activity("u-1", at(1))));
  EXPECT_EQ(redis().text({"GET", key}), "text");
  write();
  EXPECT_EQ(value(cache().get_session("u-1")).value().data, payload);
}

}  // namespace
}  // namespace omnitrack::cache_test
