#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::hours;

/// Does random operations on the service and on a simple model of it, which must agree.
class Model : public OnRedis, public ::testing::WithParamInterface<std::uint32_t> {
 public:
  void operate() {
    const std::string key = any_key();
    switch (number(17)) {
      case 0:
        set();
        break;
      case 1:
        EXPECT_EQ(value(cache().get(key)), find(own_, key));
        break;
      case 2:
        EXPECT_EQ(value(cache().remove(key)), own_.erase(key) == 1);
        break;
      case 3:
        EXPECT_EQ(value(cache().exists(key)), own_.count(key) == 1);
        break;
      case 4:
        check_ttl();
        break;
      case 5:
        set_many();
        break;
      case 6:
        get_many();
        break;
      case 7:
        compute();
        break;
      case 8:
        cache_session();
        break;
      case 9:
        touch_session();
        break;
      case 10:
        EXPECT_EQ(value(cache().delete_session(key)), sessions_.erase(key) == 1);
        break;
      case 11:
        cache_state();
        break;
      case 12:
        EXPECT_EQ(value(cache().invalidate_digital_twin_cache()), states_.size());
        states_.clear();
        break;
      case 13:
        cache_simulation();
        break;
      case 14:
        expire_something();
        break;
      case 15:
        if (number(20) == 0) flush();
        break;
      default:
        damage_something();
    }
  }

  void check_all() {
    for (int i = 0; i < most_keys; ++i) {
      const std::string key = "k" + std::to_string(i);
      EXPECT_EQ(value(cache().get(key)), find(own_, key)) << key;
      EXPECT_EQ(value(cache().get_simulation_result(key, "hash")), find(simulations_, key)) << key;
      const auto session = value(cache().get_session(key));
      const auto expected = sessions_.find(key);
      ASSERT_EQ(session.has_value(), expected != sessions_.end()) << key;
      if (session) {
        EXPECT_EQ(session->data, expected->second.data) << key;
        EXPECT_EQ(session->last_activity, expected->second.last_activity) << key;
      }
    }
    for (int time = 0; time < most_times; ++time) {
      const auto state = value(cache().get_digital_twin_state(at(time)));
      const auto expected = states_.find(time);
      ASSERT_EQ(state.has_value(), expected != states_.end()) << time;
      if (state) {
        EXPECT_EQ(state->data, expected->second) << time;
      }
    }
    const auto latest = value(cache().get_latest_digital_twin_state());
    ASSERT_EQ(latest.has_value(), !states_.empty());
    if (latest) {
      EXPECT_EQ(latest->timestamp, at(states_.rbegin()->first));
      EXPECT_EQ(latest->data, states_.rbegin()->second);
    }
  }

 private:
  static constexpr int most_keys = 6;
  static constexpr int most_times = 12;

  int number(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }
  std::string any_key() { return "k" + std::to_string(number(most_keys)); }
  std::string any_text() {
    std::string text;
    for (int left = number(40); left > 0; --left) text += static_cast<char>(number(256));
    return text;
  }
  static std::optional<std::string> find(const std::map<std::string, std::string>& values,
                                         const std::string& key) {
    const auto found = values.find(key);
    if (found == values.end()) return std::nullopt;
    return found->second;
  }

  void set() {
    const std::string key = any_key();
    own_[key] = any_text();
    lasting_.erase(key);
    if (number(2) == 0) {
      value(cache().set(key, own_[key]));
      lasting_.insert(key);
    } else {
      value(cache().set(key, own_[key], hours(1)));
    }
  }
  void check_ttl() {
    const std::string key = any_key();
    const auto left = value(cache().ttl(key));
    ASSERT_EQ(left.has_value(), own_.count(key) == 1) << key;
    if (left) {
      EXPECT_EQ(*left == milliseconds::max(), lasting_.count(key) == 1) << key;
    }
  }
  void set_many() {
    std::vector<std::string> keys;
    std::vector<std::string> texts;
    for (int left = number(5); left > 0; --left) {
      keys.push_back(any_key());
      texts.push_back(any_text());
    }
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      entries.push_back({keys[i], texts[i]});
      own_[keys[i]] = texts[i];
      lasting_.insert(keys[i]);
    }
    for (const Result<void>& result : cache().set_many(entries)) value(result);
  }
  void get_many() {
    std::vector<std::string> names;
    for (int left = number(5); left > 0; --left) names.push_back(any_key());
    const std::vector<std::string_view> keys(names.begin(), names.end());
    const auto got = cache().get_many(keys);
    ASSERT_EQ(got.size(), keys.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      EXPECT_EQ(value(got[i]), find(own_, names[i])) << names[i];
    }
  }
  void compute() {
    const std::string key = any_key();
    std::string text = any_text();
    const bool is_there = own_.count(key) == 1;
    const Computed given =
        value(cache().get_or_compute(key, hours(1), [&] { return std::string(text); }));
    EXPECT_EQ(given.origin, is_there ? Origin::cached : Origin::computed);
    if (!is_there) {
      own_[key] = text;
      lasting_.erase(key);
    }
    EXPECT_EQ(given.value, own_[key]);
  }
  void cache_session() {
    const std::string id = any_key();
    Session session{any_text(), at(number(1000))};
    value(cache().cache_session(id, session));
    const auto before = sessions_.find(id);
    if (before != sessions_.end()) {
      session.last_activity = std::max(session.last_activity, before->second.last_activity);
    }
    sessions_[id] = session;
  }
  void touch_session() {
    const std::string id = any_key();
    const Timestamp time = at(number(1000));
    const auto session = sessions_.find(id);
    EXPECT_EQ(value(cache().update_session_activity(id, time)), session != sessions_.end());
    if (session == sessions_.end()) return;
    session->second.last_activity = std::max(session->second.last_activity, time);
  }
  void cache_state() {
    const int time = number(most_times);
    states_[time] = any_text();
    value(cache().cache_digital_twin_state({at(time), states_[time]}));
  }
  void cache_simulation() {
    const std::string scenario = any_key();
    simulations_[scenario] = any_text();
    value(cache().cache_simulation_result(scenario, "hash", simulations_[scenario]));
  }
  void flush() {
    value(cache().flush());
    own_.clear();
    lasting_.clear();
    sessions_.clear();
    states_.clear();
    simulations_.clear();
    EXPECT_EQ(redis().keys(), std::vector<std::string>{});
  }
  void expire_something() {
    const std::string key = any_key();
    const int time = number(most_times);
    if (number(2) == 0) {
      if (own_.erase(key) == 1) expire("omnitrack:" + key);
      if (sessions_.erase(key) == 1) expire("omnitrack:session:" + key);
    }
    if (states_.erase(time) == 1) expire_state(time);
  }
  // The index must believe that it expired at the time at which it did.
  void expire_state(int time) {
    expire("omnitrack:dt:state:" + std::to_string(time));
    redis().command(
        {"ZADD", "omnitrack:dt:expiry", std::to_string(redis().now() - 1), std::to_string(time)});
  }
  void damage_something() {
    const std::string key = any_key();
    if (own_.erase(key) == 0) return;
    redis().command({"SET", "omnitrack:" + key, any_text()});
    EXPECT_EQ(value(cache().get(key)), std::nullopt);
    redis().command({"DEL", "omnitrack:" + key});
  }

  std::minstd_rand random_{GetParam()};
  std::map<std::string, std::string> own_;
  std::set<std::string> lasting_;
  std::map<std::string, std::string> simulations_;
  std::map<std::string, Session> sessions_;
  std::map<int, std::string> states_;
};

TEST_P(Model, AgreesWithTheServiceAfterAnyOperations) {
  for (int i = 0; i < 1000; ++i) {
    operate();
    if (i % 10 == 0) check_all();
    if (HasFailure()) FAIL() << "at operation " << i;
  }
}

INSTANTIATE_TEST_SUITE_P(WithSeed, Model, ::testing::Range(1U, 6U));

}  // namespace
}  // namespace omnitrack::cache_test
