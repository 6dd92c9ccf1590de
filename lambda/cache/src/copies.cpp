#include "copies.hpp"

namespace omnitrack::cache {

void Copies::keep(std::string_view key, std::string_view value, Moment until) {
  const std::lock_guard lock(mutex_);
  copies_.keep(key, {std::string(value), until}, value.size());
}

std::optional<std::string> Copies::find(std::string_view key, Moment now) {
  const std::lock_guard lock(mutex_);
  const Copy* const copy = copies_.find(key);
  if (copy == nullptr) return std::nullopt;
  if (copy->until > now) return copy->value;
  copies_.erase(key);
  return std::nullopt;
}

void Copies::forget(std::string_view key) {
  const std::lock_guard lock(mutex_);
  copies_.erase(key);
}

void Copies::clear() {
  const std::lock_guard lock(mutex_);
  copies_.clear();
}

}  // namespace omnitrack::cache
