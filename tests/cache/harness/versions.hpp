#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "temporary_folder.hpp"

namespace omnitrack::cache_test {

/// Versions of keys in memory that processes share: each as the last whose write was acknowledged.
class Versions {
 public:
  static constexpr int keys = 8;

  /// Those of a file, which is made where it is missing.
  explicit Versions(const std::string& file);
  ~Versions();
  Versions(const Versions&) = delete;
  Versions& operator=(const Versions&) = delete;

  std::atomic<std::uint64_t>& of(int key) { return versions_[key]; }

 private:
  std::atomic<std::uint64_t>* versions_;
};

/// The key of a number.
inline std::string versioned_key(int key) { return "versioned-" + std::to_string(key); }

}  // namespace omnitrack::cache_test
