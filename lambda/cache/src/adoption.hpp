#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "deadline.hpp"
#include "keys.hpp"
#include "store.hpp"
#include "turn.hpp"

namespace omnitrack::cache {

/// Takes digital-twin states over that a single node had, under keys without a tag, into the slot
/// where a cluster's states lie: each as long as it would have lived, none over a state of its time
/// that is there, and none that was invalidated meanwhile. Any number of processes may do so at
/// once.
class Adoption {
 public:
  /// The store and the keys must outlive it.
  Adoption(Store& store, const Keys& keys) : store_(store), keys_(keys) {}

  /// Takes over what is there, the latest first, until all is done or the deadline has come; looks
  /// only now and then once nothing was left.
  Result<void> run(Deadline deadline);

 private:
  struct State {
    std::string timestamp;
    std::string bytes;
    std::string time_to_live;
  };

  /// Whether there may be more.
  Result<bool> run_step();
  Result<std::vector<std::string>> latest_timestamps();
  Result<std::vector<State>> read(const std::vector<std::string>& timestamps);
  Result<bool> write(const std::vector<State>& states, const std::string& epoch);
  Result<std::string> epoch();
  Result<void> forget(const std::vector<std::string>& timestamps);

  Store& store_;
  const Keys& keys_;
  Turn turn_;
  std::atomic<Deadline::Clock::rep> next_look_ = 0;
};

}  // namespace omnitrack::cache
