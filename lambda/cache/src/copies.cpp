#include "copies.hpp"

namespace omnitrack::cache {

namespace {

// About what a copy takes beside its texts: two nodes and a bucket.
constexpr std::size_t bytes_around = 192;

}  // namespace

std::size_t Copies::bytes_of(std::string_view key, std::string_view value) {
  return key.size() + value.size() + bytes_around;
}

void Copies::keep(std::string_view key, std::string_view value, Moment until) {
  if (most_bytes_ == 0) return;
  const std::lock_guard lock(mutex_);
  if (const auto found = places_.find(key); found != places_.end()) erase(found->second);
  const std::size_t bytes = bytes_of(key, value);
  if (bytes > most_bytes_) return;
  while (bytes_ + bytes > most_bytes_) erase(std::prev(copies_.end()));
  copies_.push_front({std::string(key), std::string(value), until});
  places_.emplace(copies_.front().key, copies_.begin());
  bytes_ += bytes;
}

std::optional<std::string> Copies::find(std::string_view key, Moment now) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(key);
  if (found == places_.end()) return std::nullopt;
  const Place place = found->second;
  if (place->until <= now) {
    erase(place);
    return std::nullopt;
  }
  copies_.splice(copies_.begin(), copies_, place);
  return place->value;
}

void Copies::forget(std::string_view key) {
  const std::lock_guard lock(mutex_);
  if (const auto found = places_.find(key); found != places_.end()) erase(found->second);
}

void Copies::clear() {
  const std::lock_guard lock(mutex_);
  places_.clear();
  copies_.clear();
  bytes_ = 0;
}

void Copies::erase(Place place) {
  bytes_ -= bytes_of(place->key, place->value);
  places_.erase(place->key);
  copies_.erase(place);
}

}  // namespace omnitrack::cache
