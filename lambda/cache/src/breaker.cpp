#include "breaker.hpp"

#include <fmt/format.h>

#include "failure.hpp"

namespace omnitrack::cache {

namespace {

// Doubling stops here; no pause is longer than a shift of so many.
constexpr int most_doublings = 20;

}  // namespace

Result<void> Breaker::admit() {
  if (!has_failed()) return {};
  const std::lock_guard lock(mutex_);
  if (!open_until_) return {};
  if (!probing_ && open_until_->left() == std::chrono::nanoseconds(0)) {
    probing_ = true;
    return {};
  }
  return failure(
      ErrorCode::unavailable,
      fmt::format("Redis is left alone after {} failures, the last: {}", failures_, last_error_));
}

Breaker::Change Breaker::succeeded() {
  if (!has_failed()) return Change::none;
  const std::lock_guard lock(mutex_);
  const bool was_open = open_until_.has_value();
  failures_ = 0;
  openings_ = 0;
  probing_ = false;
  open_until_.reset();
  has_failed_.store(false, std::memory_order_release);
  return was_open ? Change::closed : Change::none;
}

Breaker::Change Breaker::failed(const Error& error) {
  const std::lock_guard lock(mutex_);
  has_failed_.store(true, std::memory_order_release);
  ++failures_;
  last_error_ = error.message;
  const bool was_open = open_until_.has_value();
  // What was under way when it opened says nothing new.
  if (was_open && !probing_) return Change::none;
  if (failures_ < backoff_.failures) return Change::none;
  open_until_ = Deadline(Deadline::Clock::now() + pause());
  ++openings_;
  probing_ = false;
  return was_open ? Change::none : Change::opened;
}

void Breaker::withdrew() {
  if (!has_failed()) return;
  const std::lock_guard lock(mutex_);
  probing_ = false;
}

bool Breaker::is_open() {
  if (!has_failed()) return false;
  const std::lock_guard lock(mutex_);
  return open_until_.has_value() && open_until_->left() > std::chrono::nanoseconds(0);
}

std::chrono::nanoseconds Breaker::pause() {
  const std::int64_t doubled = std::chrono::nanoseconds(backoff_.first).count()
                               << std::min(openings_, most_doublings);
  const std::int64_t longest =
      std::min(doubled, std::int64_t{std::chrono::nanoseconds(backoff_.longest).count()});
  // The upper half at random, so that many processes do not come back at once.
  std::uniform_int_distribution<std::int64_t> jitter(longest / 2, longest);
  return std::chrono::nanoseconds(jitter(random_));
}

}  // namespace omnitrack::cache
