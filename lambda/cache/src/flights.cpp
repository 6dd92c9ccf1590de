#include "flights.hpp"

namespace omnitrack::cache {

void Flight::land(const Computed& computed) {
  {
    const std::lock_guard lock(mutex_);
    computed_ = computed;
    has_ended_ = true;
  }
  ended_.notify_all();
}

void Flight::fail(std::exception_ptr thrown) {
  {
    const std::lock_guard lock(mutex_);
    thrown_ = std::move(thrown);
    has_ended_ = true;
  }
  ended_.notify_all();
}

std::optional<Computed> Flight::wait(Deadline deadline) {
  std::unique_lock lock(mutex_);
  if (!ended_.wait_until(lock, deadline.moment(), [this] { return has_ended_; })) {
    return std::nullopt;
  }
  if (thrown_) std::rethrow_exception(thrown_);
  return computed_;
}

Flights::Boarding Flights::board(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto [place, is_new] = flights_.try_emplace(key);
  if (is_new) place->second = std::make_shared<Flight>();
  return {place->second, is_new};
}

void Flights::leave(const std::string& key) {
  const std::lock_guard lock(mutex_);
  flights_.erase(key);
}

}  // namespace omnitrack::cache
