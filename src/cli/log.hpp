#pragma once

#include <chrono>
#include <string>

namespace omnitrack::cli {

/// Turns the log on: from now on it says on stderr how long each phase took.
void start_log(const std::string& program);

/// A part of the work. The log says how long it took when it ends.
class Phase {
 public:
  explicit Phase(const char* name) : name_(name), begin_(std::chrono::steady_clock::now()) {}
  Phase(const Phase&) = delete;
  Phase& operator=(const Phase&) = delete;
  ~Phase();

 private:
  const char* name_;
  std::chrono::steady_clock::time_point begin_;
};

}  // namespace omnitrack::cli
