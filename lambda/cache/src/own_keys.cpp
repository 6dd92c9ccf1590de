#include "batch.hpp"
#include "failure.hpp"
#include "state.hpp"

// The operations on keys of the caller's own.

namespace omnitrack::cache {

Result<void> CacheService::set(std::string_view key, std::string_view value,
                               std::optional<std::chrono::milliseconds> time_to_live) {
  Store& store = *state_->store;
  auto full = state_->keys.own(key);
  if (!full) return store.note<void>(failure_of(std::move(full)));
  return store.note(state_->overwrite({*full, ValueKind::own, value, time_to_live}));
}

Result<void> CacheService::State::overwrite(const StoredValue& value) {
  copies.forget(value.key);
  return store->write(value);
}

Result<std::optional<std::string>> CacheService::get(std::string_view key) {
  Store& store = *state_->store;
  auto full = state_->keys.own(key);
  if (!full) return store.note<std::optional<std::string>>(failure_of(std::move(full)));
  return store.note(store.read(*full, ValueKind::own));
}

Result<std::int64_t> CacheService::State::ask_number(std::string_view verb, std::string_view key) {
  auto full = keys.own(key);
  if (!full) return store->note<std::int64_t>(failure_of(std::move(full)));
  if (verb != "UNLINK") {
    return store->note(Store::number_in(store->client().run_one({verb, *full})));
  }
  copies.forget(*full);
  store->forget_local(*full);
  auto removed = store->note(Store::number_in(store->client().run_one({verb, *full})));
  store->forget_local(*full);
  return removed;
}

Result<bool> CacheService::remove(std::string_view key) {
  return state_->ask_number("UNLINK", key).map(is_some);
}

Result<bool> CacheService::exists(std::string_view key) {
  return state_->ask_number("EXISTS", key).map(is_some);
}

Result<std::optional<std::chrono::milliseconds>> CacheService::ttl(std::string_view key) {
  return state_->ask_number("PTTL", key)
      .map([](std::int64_t left) -> std::optional<std::chrono::milliseconds> {
        // https://redis.io/docs/latest/commands/pttl/
        if (left == -2) return std::nullopt;
        return left == -1 ? std::chrono::milliseconds::max() : std::chrono::milliseconds(left);
      });
}

std::vector<Result<void>> CacheService::set_many(std::span<const Entry> entries) {
  State& state = *state_;
  std::vector<std::string> full_keys(entries.size());
  Batch<void> batch(*state.store, entries.size(),
                    [](std::size_t, Reply&& reply) { return Store::accept(reply); });
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    auto key = state.keys.own(entry.key);
    auto checked = state.store->check_value(entry.value);
    if (checked) checked = check(entry.time_to_live);
    if (!key) {
      batch.fail(i, std::move(key).error());
    } else if (!checked) {
      batch.fail(i, std::move(checked).error());
    } else {
      state.copies.forget(*key);
      state.store->append_write(batch.commands_for(i),
                                {*key, ValueKind::own, entry.value, entry.time_to_live});
      full_keys[i] = std::move(*key);
    }
  }
  auto results = batch.finish();
  for (const std::string& key : full_keys) state.store->forget_local(key);
  return results;
}

std::vector<Result<std::optional<std::string>>> CacheService::get_many(
    std::span<const std::string_view> keys) {
  State& state = *state_;
  std::vector<std::string> full_keys(keys.size());
  Batch<std::optional<std::string>> batch(
      *state.store, keys.size(), [&](std::size_t i, Reply&& reply) {
        return state.store->take(full_keys[i], ValueKind::own, std::move(reply));
      });
  for (std::size_t i = 0; i < keys.size(); ++i) {
    auto key = state.keys.own(keys[i]);
    if (key) {
      full_keys[i] = std::move(*key);
    } else {
      batch.fail(i, std::move(key).error());
    }
  }
  auto looks = state.store->look_locally(full_keys, ValueKind::own);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (full_keys[i].empty()) continue;
    if (!looks.empty() && looks[i].found) {
      batch.end(i, state.store->take(std::move(looks[i])));
    } else {
      batch.commands_for(i).add({"GET", full_keys[i]});
    }
  }
  return batch.finish();
}

}  // namespace omnitrack::cache
