#include "local_values.hpp"

namespace omnitrack::cache {

std::uint64_t LocalValues::expect(std::string_view key, const LocalSource* source) {
  const std::lock_guard lock(mutex_);
  values_.keep(key, {source, ++last_ticket_}, 0);
  return last_ticket_;
}

void LocalValues::fill(std::string_view key, std::uint64_t ticket, const FoundValue& value,
                       TimeToLive time_to_live) {
  const std::lock_guard lock(mutex_);
  const Value* const expected = values_.find(key);
  if (expected == nullptr || expected->ticket != ticket) return;
  Value filled = *expected;
  filled.time_to_live = time_to_live;
  filled.found = value;
  values_.keep(key, std::move(filled), value.value.size());
}

std::optional<FoundValue> LocalValues::find(std::string_view key, const LocalSource* source) {
  const std::lock_guard lock(mutex_);
  const Value* const value = living(key, source);
  return value == nullptr ? std::nullopt : value->found;
}

bool LocalValues::has(std::string_view key, const LocalSource* source) {
  const std::lock_guard lock(mutex_);
  return living(key, source) != nullptr;
}

const LocalValues::Value* LocalValues::living(std::string_view key, const LocalSource* source) {
  const Value* const value = values_.find(key);
  if (value == nullptr || value->source != source || !value->found) return nullptr;
  return value->time_to_live && value->age.value() >= *value->time_to_live ? nullptr : value;
}

void LocalValues::forget(std::string_view key) {
  const std::lock_guard lock(mutex_);
  values_.erase(key);
}

void LocalValues::forget_value(std::string_view key) {
  const std::lock_guard lock(mutex_);
  const Value* const value = values_.find(key);
  if (value != nullptr && value->found) values_.erase(key);
}

bool LocalValues::clear() {
  const std::lock_guard lock(mutex_);
  const bool had_any = !values_.is_empty();
  values_.clear();
  return had_any;
}

}  // namespace omnitrack::cache
