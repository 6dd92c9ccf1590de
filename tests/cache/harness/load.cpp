#include "load.hpp"

#include <gtest/gtest.h>

#include "written_values.hpp"

namespace omnitrack::cache_test {

std::map<ErrorCode, int> Load::errors() const {
  const std::lock_guard lock(mutex_);
  return errors_;
}

template <class T>
bool Load::note(const Result<T>& result) {
  if (result) {
    ++succeeded_;
    return true;
  }
  EXPECT_TRUE(is_outage(result.error().code)) << result.error().message;
  EXPECT_FALSE(result.error().message.empty());
  ++failed_;
  const std::lock_guard lock(mutex_);
  ++errors_[result.error().code];
  return false;
}

void Load::check(const std::string& key, const Result<std::optional<std::string>>& read) {
  if (!note(read) || !*read) return;
  ++found_;
  EXPECT_TRUE(is_made_for(key, **read)) << key << " is " << (*read)->substr(0, 100);
}

void Load::check(const Result<std::optional<DigitalTwinState>>& read) {
  if (!note(read) || !*read) return;
  ++found_;
  const std::string key = std::to_string((*read)->timestamp.time_since_epoch().count());
  EXPECT_TRUE(is_made_for(key, (*read)->data)) << key << " is " << (*read)->data.substr(0, 100);
}

void Load::operate_on_many(const std::string& key, std::uint32_t number) {
  const std::string more[] = {key + "0", key + "1", key + "2"};
  if (number % 2 == 0) {
    std::string values[3];
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < 3; ++i) {
      values[i] = make_value(more[i], number);
      entries.push_back({more[i], values[i]});
    }
    for (const Result<void>& result : cache_.set_many(entries)) note(result);
  } else {
    const std::vector<std::string_view> keys(std::begin(more), std::end(more));
    const auto read = cache_.get_many(keys);
    for (std::size_t i = 0; i < 3; ++i) check(more[i], read[i]);
  }
}

void Load::operate_on_session(const std::string& id, std::uint32_t number) {
  if (number % 3 == 0) {
    note(cache_.cache_session(id, {make_value(id, number), at(number)}));
  } else if (number % 3 == 1) {
    note(cache_.update_session_activity(id));
  } else {
    const auto read = cache_.get_session(id);
    if (!note(read) || !*read) return;
    ++found_;
    EXPECT_TRUE(is_made_for(id, (*read)->data)) << id << " is " << (*read)->data.substr(0, 100);
  }
}

void Load::operate_on_states(std::uint32_t number) {
  const Timestamp time = at(1000 + number % 50);
  const std::string key = std::to_string(time.time_since_epoch().count());
  switch (number % 8) {
    case 0:
      check(cache_.get_latest_digital_twin_state());
      break;
    case 1: {
      const auto read = cache_.get_digital_twin_state(time);
      if (read && *read) {
        EXPECT_EQ((*read)->timestamp, time);
      }
      check(read);
      break;
    }
    case 2:
      if (number % 64 == 2) note(cache_.invalidate_digital_twin_cache());
      break;
    default:
      note(cache_.cache_digital_twin_state({time, make_value(key, number)}));
  }
}

void Load::operate(std::uint32_t number) {
  const std::string key = "k" + std::to_string(number / 16 % 20);
  switch (number % 11) {
    case 0:
    case 1:
      note(cache_.set(key, make_value(key, number)));
      break;
    case 2:
    case 3:
      check(key, cache_.get(key));
      break;
    case 4:
      note(cache_.remove(key));
      break;
    case 5:
      operate_on_many(key, number / 11);
      break;
    case 6:
      note(cache_.cache_simulation_result("flood", key, make_value("flood" + key, number)));
      break;
    case 7:
      check("flood" + key, cache_.get_simulation_result("flood", key));
      break;
    case 8:
      operate_on_session(key, number / 11);
      break;
    case 9:
      operate_on_states(number / 11);
      break;
    default: {
      const Computed given =
          value(cache_.get_or_compute(key, std::nullopt, [&] { return make_value(key, number); }));
      EXPECT_TRUE(is_made_for(key, given.value)) << key << " is " << given.value.substr(0, 100);
    }
  }
}

}  // namespace omnitrack::cache_test
