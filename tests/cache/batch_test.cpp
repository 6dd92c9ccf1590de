#include <numeric>

#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "proxy.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::seconds;

class Batches : public OnRedis {};

std::vector<std::string_view> views(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

std::vector<std::string> names(int count) {
  std::vector<std::string> made;
  made.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) made.push_back("k" + std::to_string(i));
  return made;
}

/// Entries whose values are their keys.
std::vector<Entry> entries_of(const std::vector<std::string>& keys) {
  std::vector<Entry> made;
  made.reserve(keys.size());
  for (const std::string& key : keys) made.push_back({key, key});
  return made;
}

TEST_F(Batches, ManyValuesAreReadBackInTheOrderOfTheirKeys) {
  const std::vector<std::string> keys = names(10'000);
  const std::vector<Entry> entries = entries_of(keys);
  for (const Result<void>& result : cache().set_many(entries)) value(result);

  std::vector<std::string> asked = keys;
  std::swap(asked.front(), asked.back());
  asked.insert(asked.begin() + 5000, "missing");
  const auto found = cache().get_many(views(asked));
  ASSERT_EQ(found.size(), asked.size());
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (asked[i] == "missing") {
      EXPECT_EQ(value(found[i]), std::nullopt);
    } else {
      EXPECT_EQ(value(found[i]), asked[i]);
    }
  }
}

TEST_F(Batches, NothingIsAskedForNothing) {
  EXPECT_TRUE(cache().set_many({}).empty());
  EXPECT_TRUE(cache().get_many({}).empty());
  EXPECT_EQ(redis().other_clients(), 0U);
}

TEST_F(Batches, EachEntryLivesForItsOwnTime) {
  const std::vector<Entry> entries = {{"a", "1", seconds(50)}, {"b", "2"}, {"c", "3", seconds(70)}};
  const auto set_all = [&] {
    for (const Result<void>& result : cache().set_many(entries)) value(result);
  };
  expect_lifetime("omnitrack:a", seconds(50), set_all);
  expect_lifetime("omnitrack:c", seconds(70), set_all);
  EXPECT_EQ(redis().integer({"PTTL", "omnitrack:b"}), -1);
}

TEST_F(Batches, ABadEntryFailsAlone) {
  configuration.max_value_bytes = 100;
  const std::string large(101, 'x');
  const std::vector<Entry> entries = {
      {"a", "1"}, {"", "2"}, {"b", large}, {"session:u-1", "4"}, {"c", "5", milliseconds(0)},
      {"d", "6"}};
  const auto set = cache().set_many(entries);
  ASSERT_EQ(set.size(), 6U);
  EXPECT_EQ(error(set[0]), std::nullopt);
  EXPECT_EQ(error(set[1]), ErrorCode::invalid_key);
  EXPECT_EQ(error(set[2]), ErrorCode::invalid_value);
  EXPECT_EQ(error(set[3]), ErrorCode::invalid_key);
  EXPECT_EQ(error(set[4]), ErrorCode::invalid_value);
  EXPECT_EQ(error(set[5]), std::nullopt);
  EXPECT_EQ(redis().keys(), (std::vector<std::string>{"omnitrack:a", "omnitrack:d"}));

  const std::vector<std::string_view> keys = {"d", "dt:index", "a", "b"};
  const auto got = cache().get_many(keys);
  ASSERT_EQ(got.size(), 4U);
  EXPECT_EQ(value(got[0]), "6");
  EXPECT_EQ(error(got[1]), ErrorCode::invalid_key);
  EXPECT_EQ(value(got[2]), "1");
  EXPECT_EQ(value(got[3]), std::nullopt);
}

TEST_F(Batches, WhatOthersWroteUnderOneKeyIsAMissOfThatKeyAlone) {
  value(cache().set("a", "1"));
  redis().command({"RPUSH", "omnitrack:b", "a list"});
  redis().command({"SET", "omnitrack:c", "text"});
  value(cache().set("d", "4"));
  const std::vector<std::string_view> keys = {"a", "b", "c", "d"};
  const auto got = cache().get_many(keys);
  EXPECT_EQ(value(got[0]), "1");
  EXPECT_EQ(value(got[1]), std::nullopt);
  EXPECT_EQ(value(got[2]), std::nullopt);
  EXPECT_EQ(value(got[3]), "4");
  EXPECT_EQ(log.count("value_rejected"), 2U);
}

TEST_F(Batches, TheLastOfTwoEntriesOfOneKeyCounts) {
  const std::vector<Entry> entries = {{"a", "first"}, {"a", "second"}};
  for (const Result<void>& result : cache().set_many(entries)) value(result);
  const std::vector<std::string_view> keys = {"a", "a"};
  const auto got = cache().get_many(keys);
  EXPECT_EQ(value(got[0]), "second");
  EXPECT_EQ(value(got[1]), "second");
}

TEST_F(Batches, SizesBeyondTheBuffersOfSocketsDoNotJam) {
  const std::vector<std::string> keys = names(48);
  std::vector<std::string> values;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    values.emplace_back(std::size_t{1} << 20U, static_cast<char>('a' + i % 26));
  }
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < keys.size(); ++i) entries.push_back({keys[i], values[i]});
  for (const Result<void>& result : cache().set_many(entries)) value(result);
  const auto got = cache().get_many(views(keys));
  ASSERT_EQ(got.size(), keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) EXPECT_TRUE(value(got[i]) == values[i]) << i;
}

TEST_F(Batches, AHundredKeysTakeOneRoundTrip) {
  Proxy proxy(server().port());
  configuration.port = proxy.port();
  value(cache().ping());
  const std::vector<std::string> keys = names(100);
  const std::vector<Entry> entries = entries_of(keys);
  const int before = proxy.pieces(Direction::to_server);
  for (const Result<void>& result : cache().set_many(entries)) value(result);
  const int between = proxy.pieces(Direction::to_server);
  for (const auto& result : cache().get_many(views(keys))) EXPECT_TRUE(value(result).has_value());
  const int after = proxy.pieces(Direction::to_server);
  EXPECT_EQ(between - before, 1);
  EXPECT_EQ(after - between, 1);
}

TEST_F(Batches, EachEntryFailsWhereRedisIsAway) {
  server().kill();
  const std::vector<Entry> entries = {{"a", "1"}, {"", "2"}, {"b", "3"}};
  const auto set = cache().set_many(entries);
  ASSERT_EQ(set.size(), 3U);
  EXPECT_EQ(error(set[0]), ErrorCode::connect_failed);
  EXPECT_EQ(error(set[1]), ErrorCode::invalid_key);
  EXPECT_EQ(error(set[2]), ErrorCode::connect_failed);
  const std::vector<std::string_view> keys = {"a", "b"};
  for (const auto& result : cache().get_many(keys)) {
    EXPECT_EQ(error(result), ErrorCode::connect_failed);
  }
}

TEST_F(Batches, ABatchThatIsCutInTheMiddleTellsWhatIsKnown) {
  Proxy proxy(server().port(), cutting_after(Direction::to_client, 1000));
  configuration.port = proxy.port();
  const std::vector<std::string> keys = names(1000);
  const std::vector<Entry> entries = entries_of(keys);
  const auto set = cache().set_many(entries);
  ASSERT_EQ(set.size(), keys.size());
  int failed = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (set[i]) {
      EXPECT_EQ(redis().integer({"EXISTS", "omnitrack:" + keys[i]}), 1) << keys[i];
    } else {
      EXPECT_TRUE(is_outage(set[i].error().code)) << name(set[i].error().code);
      ++failed;
    }
  }
  EXPECT_GT(failed, 0);
}

}  // namespace
}  // namespace omnitrack::cache_test
