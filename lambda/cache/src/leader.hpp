#pragma once

#include <string>

#include "flights.hpp"

namespace omnitrack::cache {

/// Whoever leads a flight: ends it with what the work gives, or else with what it throws.
class Leader {
 public:
  Leader(Flights& flights, const std::string& key, Flight& flight)
      : flights_(flights), key_(key), flight_(flight) {}
  Leader(const Leader&) = delete;
  Leader& operator=(const Leader&) = delete;
  ~Leader() { flights_.leave(key_); }

  template <class Work>
  Computed fly(const Work& work) {
    try {
      Computed computed = work();
      Computed shared = computed;
      if (shared.origin == Origin::computed) shared.origin = Origin::shared;
      flight_.land(shared);
      return computed;
    } catch (...) {
      flight_.fail(std::current_exception());
      throw;
    }
  }

 private:
  Flights& flights_;
  const std::string& key_;
  Flight& flight_;
};

}  // namespace omnitrack::cache
