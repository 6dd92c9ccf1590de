#pragma once

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "deadline.hpp"
#include <omnitrack/cache/cache_service.hpp>

namespace omnitrack::cache {

/// A computation that is under way in this process, and that others wait for.
class Flight {
 public:
  /// Ends it with a value.
  void land(const Computed& computed);
  /// Ends it with what the computation threw.
  void fail(std::exception_ptr thrown);
  /// Waits for the end; nothing where the deadline came first. Throws what the computation threw.
  std::optional<Computed> wait(Deadline deadline);

 private:
  std::mutex mutex_;
  std::condition_variable ended_;
  bool has_ended_ = false;
  Computed computed_{};
  std::exception_ptr thrown_;
};

/// The computations that are under way in this process, by key.
class Flights {
 public:
  /// The flight of a key, and whether the caller leads it: then it must end it, and leave.
  struct Boarding {
    std::shared_ptr<Flight> flight;
    bool leads;
  };
  Boarding board(const std::string& key);
  /// Ends the time in which others board.
  void leave(const std::string& key);

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<Flight>> flights_;
};

}  // namespace omnitrack::cache
