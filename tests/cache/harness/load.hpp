#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "service.hpp"

namespace omnitrack::cache_test {

/// Many operations of all kinds on few keys, each checked: what is read is what somebody wrote
/// under that key, or a miss, or a typed error of an outage.
class Load {
 public:
  explicit Load(CacheService& cache) : cache_(cache) {}

  /// Does one operation, as a number has it; every thread may.
  void operate(std::uint32_t number);

  /// How many operations did what they were asked to, and how many found a value.
  [[nodiscard]] int succeeded() const { return succeeded_; }
  [[nodiscard]] int found() const { return found_; }
  [[nodiscard]] int failed() const { return failed_; }
  /// How often each error came.
  [[nodiscard]] std::map<ErrorCode, int> errors() const;

 private:
  template <class T>
  bool note(const Result<T>& result);
  void check(const std::string& key, const Result<std::optional<std::string>>& read);
  void check(const Result<std::optional<DigitalTwinState>>& read);
  void operate_on_many(const std::string& key, std::uint32_t number);
  void operate_on_session(const std::string& id, std::uint32_t number);
  void operate_on_states(std::uint32_t number);

  CacheService& cache_;
  std::atomic<int> succeeded_ = 0;
  std::atomic<int> found_ = 0;
  std::atomic<int> failed_ = 0;
  mutable std::mutex mutex_;
  std::map<ErrorCode, int> errors_;
};

}  // namespace omnitrack::cache_test
