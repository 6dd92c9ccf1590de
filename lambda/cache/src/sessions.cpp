#include <array>

#include "failure.hpp"
#include "scripts.hpp"
#include "state.hpp"
#include "timestamps.hpp"

// A session is a hash of its data, in an envelope, and its last activity, so that one can change
// without the other.

namespace omnitrack::cache {

Result<void> CacheService::cache_session(std::string_view id, const Session& session) {
  Store& store = *state_->store;
  auto key = state_->keys.session(id);
  if (!key) return store.note<void>(failure_of(std::move(key)));
  auto checked = store.check_value(session.data);
  if (checked) checked = check(session.last_activity);
  if (!checked) return store.note(std::move(checked));
  const Envelope envelope(*key, ValueKind::session, state_->configuration.data_version,
                          session.data);
  const Digits activity(session.last_activity.time_since_epoch().count());
  const Digits time_to_live(state_->configuration.times_to_live.session.count());
  auto reply = store.client().run(
      scripts().write_session, std::array{Word(*key)},
      std::array{Word(envelope.bytes(), session.data), Word(activity), Word(time_to_live)});
  return store.note(Store::accept_nil(reply));
}

Result<std::optional<Session>> CacheService::get_session(std::string_view id) {
  Store& store = *state_->store;
  using Found = std::optional<Session>;
  auto key = state_->keys.session(id);
  if (!key) return store.note<Found>(failure_of(std::move(key)));
  auto reply = store.client().run_one({"HMGET", *key, "data", "last_activity"});
  if (!reply) return store.note<Found>(failure_of(std::move(reply)));
  if (!reply->is(Reply::Kind::list) || reply->items.size() != 2) {
    // A value of another type is a miss; take() says so.
    auto taken = store.take(*key, ValueKind::session, std::move(*reply));
    return taken ? Found() : store.note<Found>(failure_of(std::move(taken)));
  }
  Reply& data = reply->items[0];
  Reply& activity = reply->items[1];
  if (data.is(Reply::Kind::nil) && activity.is(Reply::Kind::nil)) {
    store.note_read(false);
    return Found();
  }
  const auto time = parse_timestamp(activity.text);
  if (data.is(Reply::Kind::nil) || !time) {
    store.reject(*key, "it was not written by this service");
    store.note_read(false);
    return Found();
  }
  auto taken = store.take(*key, ValueKind::session, std::move(data));
  if (!taken) return store.note<Found>(failure_of(std::move(taken)));
  if (!*taken) return Found();
  return Session{std::move(**taken), *time};
}

Result<bool> CacheService::update_session_activity(std::string_view id, Timestamp time) {
  Store& store = *state_->store;
  auto key = state_->keys.session(id);
  if (!key) return store.note<bool>(failure_of(std::move(key)));
  auto checked = check(time);
  if (!checked) return store.note<bool>(failure_of(std::move(checked)));
  const Digits activity(time.time_since_epoch().count());
  const Digits time_to_live(state_->configuration.times_to_live.session.count());
  auto reply = store.client().run(scripts().touch_session, std::array{Word(*key)},
                                  std::array{Word(activity), Word(time_to_live)});
  return store.note(Store::number_in(reply)).map(is_some);
}

Result<bool> CacheService::update_session_activity(std::string_view id) {
  const auto now = std::chrono::system_clock::now();
  return update_session_activity(id, std::chrono::floor<std::chrono::milliseconds>(now));
}

Result<bool> CacheService::delete_session(std::string_view id) {
  Store& store = *state_->store;
  auto key = state_->keys.session(id);
  if (!key) return store.note<bool>(failure_of(std::move(key)));
  auto reply = store.client().run_one({"UNLINK", *key});
  return store.note(Store::number_in(reply)).map(is_some);
}

}  // namespace omnitrack::cache
