#include <array>

#include "failure.hpp"
#include "scripts.hpp"
#include "state.hpp"
#include "timestamps.hpp"

// States are found by an index of their timestamps. One counts only while the index has it, so that
// all are forgotten at once when the index goes: neither the latest nor the end of all needs to
// look at other keys.

namespace omnitrack::cache {

namespace {

// So many of the latest may be damaged or of another version before it is a miss.
constexpr std::size_t most_left_out = 16;

// A step of the sweep looks at so many; see the script.
constexpr std::int64_t states_in_a_sweep = 256;

// Longer than any adoption that began before an invalidation takes.
constexpr std::chrono::milliseconds lifetime_of_epoch = std::chrono::hours(24);

}  // namespace

Result<void> CacheService::cache_digital_twin_state(const DigitalTwinState& state) {
  Store& store = *state_->store;
  const Keys& keys = state_->keys;
  auto checked = store.check_value(state.data);
  if (checked) checked = check(state.timestamp);
  if (!checked) return store.note(std::move(checked));
  const Digits timestamp(state.timestamp.time_since_epoch().count());
  const Digits time_to_live(state_->configuration.times_to_live.digital_twin_state.count());
  const std::string key = keys.states().states + std::string(timestamp.view());
  const Envelope envelope(key, ValueKind::digital_twin, state_->configuration.data_version,
                          state.data);
  auto reply = store.client().run(
      scripts().write_state,
      std::array{Word(keys.states().index), Word(keys.states().expiry), Word(key)},
      std::array{Word(timestamp), Word(envelope.bytes(), state.data), Word(time_to_live)});
  return store.note(Store::accept_nil(reply));
}

Result<std::optional<DigitalTwinState>> CacheService::get_digital_twin_state(Timestamp timestamp) {
  Store& store = *state_->store;
  using Found = std::optional<DigitalTwinState>;
  auto checked = check(timestamp);
  if (!checked) return store.note<Found>(failure_of(std::move(checked)));
  const Digits digits(timestamp.time_since_epoch().count());
  const std::string key = state_->keys.states().states + std::string(digits.view());
  state_->adopt_states();
  // The index first: a state that it has was valid then, whatever comes between.
  Commands commands{"ZSCORE", state_->keys.states().index, digits};
  commands.add({"GET", key});
  auto replies = store.client().run(commands);
  if (!replies) return store.note<Found>(failure_of(std::move(replies)));
  Reply& indexed = (*replies)[0];
  if (indexed.is(Reply::Kind::error)) {
    return store.note<Found>(tl::unexpected<Error>(Store::error_in(indexed)));
  }
  if (indexed.is(Reply::Kind::nil)) {
    store.note_read(false);
    return Found();
  }
  auto taken = store.take(key, ValueKind::digital_twin, std::move((*replies)[1]));
  if (!taken) return store.note<Found>(failure_of(std::move(taken)));
  if (!*taken) return Found();
  return DigitalTwinState{timestamp, std::move(**taken)};
}

Result<std::optional<DigitalTwinState>> CacheService::get_latest_digital_twin_state() {
  Store& store = *state_->store;
  using Found = std::optional<DigitalTwinState>;
  state_->adopt_states();
  for (std::size_t left_out = 0; left_out < most_left_out; ++left_out) {
    auto latest = state_->latest_state(left_out);
    if (!latest) return store.note<Found>(failure_of(std::move(latest)));
    if (!*latest) break;
    Reply& timestamp = (*latest)->items[0];
    const auto time = parse_timestamp(timestamp.text);
    const std::string key = state_->keys.states().states + timestamp.text;
    auto value = store.value_in(key, ValueKind::digital_twin, std::move((*latest)->items[1]));
    if (!value) return store.note<Found>(failure_of(std::move(value)));
    if (!*value || !time) continue;
    store.note_read(true);
    return DigitalTwinState{*time, std::move(**value)};
  }
  store.note_read(false);
  return Found();
}

Result<std::optional<Reply>> CacheService::State::latest_state(std::size_t left_out) {
  const Digits offset(left_out);
  while (true) {
    auto reply = store->client().run(
        scripts().latest_state, std::array{Word(keys.states().index), Word(keys.states().expiry)},
        std::array{Word(keys.states().states), Word(offset)});
    if (!reply) return failure_of(std::move(reply));
    if (reply->is(Reply::Kind::nil)) return std::nullopt;
    if (reply->is(Reply::Kind::list) && reply->items.size() == 2) return std::move(*reply);
    // Each round forgets some that expired, so the rounds end.
    if (!reply->is(Reply::Kind::integer)) return tl::unexpected<Error>(Store::error_in(*reply));
  }
}

Result<std::uint64_t> CacheService::invalidate_digital_twin_cache() {
  Store& store = *state_->store;
  const Keys& keys = state_->keys;
  if (state_->adoption) {
    // What is taken over later must not be what was there now.
    auto adopted = state_->adoption->run(Deadline::never());
    if (!adopted) return store.note<std::uint64_t>(failure_of(std::move(adopted)));
  }
  const std::string invalid = keys.invalid_states(unique_token());
  const Digits time_to_live(state_->configuration.times_to_live.digital_twin_state.count());
  const std::string epoch = keys.state_epoch();
  const std::array all_keys{Word(keys.states().index), Word(keys.states().expiry), Word(invalid),
                            Word(epoch)};
  const std::size_t keys_used = state_->adoption ? all_keys.size() : all_keys.size() - 1;
  const Digits epoch_lifetime(lifetime_of_epoch.count());
  auto count = Store::number_in(store.client().run(
      scripts().invalidate_states, std::span<const Word>(all_keys).first(keys_used),
      std::array{Word(time_to_live), Word(epoch_lifetime)}));
  if (!count) return store.note<std::uint64_t>(failure_of(std::move(count)));
  auto swept = state_->sweep_states(invalid);
  if (!swept) {
    // They are out of reach already, and go when they expire.
    store.log(LogLevel::info, "states_not_freed", {}, swept.error().message);
  }
  return static_cast<std::uint64_t>(*count);
}

void CacheService::State::adopt_states() {
  if (!adoption) return;
  auto adopted = adoption->run(Deadline(configuration.command_timeout));
  if (!adopted) store->log(LogLevel::warning, "states_not_adopted", {}, adopted.error().message);
}

Result<void> CacheService::State::sweep_states(const std::string& invalid) {
  while (true) {
    auto count = Store::number_in(store->client().run(
        scripts().sweep_states, std::array{Word(invalid), Word(keys.states().index)},
        std::array{Word(keys.states().states)}));
    if (!count) return failure_of(std::move(count));
    if (*count < states_in_a_sweep) return {};
  }
}

}  // namespace omnitrack::cache
