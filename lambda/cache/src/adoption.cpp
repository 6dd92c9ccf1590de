#include "adoption.hpp"

#include <array>
#include <utility>

#include "failure.hpp"
#include "out_of_time.hpp"
#include "scripts.hpp"

namespace omnitrack::cache {

namespace {

// So few states are taken over in a step that they fit into memory where each is as large as it may
// be.
constexpr std::string_view last_of_a_step = "31";

// Reads as GET does, and counts as a write, which goes to the primary: a replica may still have
// what was invalidated. https://redis.io/docs/latest/commands/getex/
constexpr std::string_view get_from_primary = "GETEX";

}  // namespace

Result<void> Adoption::run(Deadline deadline) {
  const auto now = [] { return Deadline::Clock::now().time_since_epoch().count(); };
  if (now() < next_look_) return {};
  // Who comes meanwhile waits, so as not to miss what is there.
  const TakenTurn turn(turn_, Deadline::of_thread());
  if (!turn) return tl::unexpected<Error>(deadline_exceeded("others take over states"));
  if (now() < next_look_) return {};
  while (true) {
    auto has_more = run_step();
    if (!has_more) return failure_of(std::move(has_more));
    if (!*has_more) break;
    if (deadline.left() == std::chrono::nanoseconds(0)) {
      return failure(ErrorCode::timed_out, "not all states of a single node were taken over yet");
    }
  }
  const auto pause = store_.configuration().cluster.refresh_after;
  next_look_ = (Deadline::Clock::now() + pause).time_since_epoch().count();
  return {};
}

// What is read after the epoch was cannot have been invalidated before it.
Result<bool> Adoption::run_step() {
  auto epoch = this->epoch();
  if (!epoch) return failure_of(std::move(epoch));
  auto timestamps = latest_timestamps();
  if (!timestamps) return failure_of(std::move(timestamps));
  if (timestamps->empty()) return false;
  auto states = read(*timestamps);
  if (!states) return failure_of(std::move(states));
  auto written = write(*states, *epoch);
  if (!written) return failure_of(std::move(written));
  if (!*written) return true;
  auto forgotten = forget(*timestamps);
  if (!forgotten) return failure_of(std::move(forgotten));
  store_.log(LogLevel::info, "states_adopted", {}, std::to_string(states->size()));
  return true;
}

Result<std::string> Adoption::epoch() {
  auto reply = store_.client().run_one({get_from_primary, keys_.state_epoch()});
  if (!reply) return failure_of(std::move(reply));
  if (reply->is(Reply::Kind::nil)) return "0";
  if (reply->is(Reply::Kind::text)) return std::move(reply->text);
  return tl::unexpected<Error>(Store::error_in(*reply));
}

Result<std::vector<std::string>> Adoption::latest_timestamps() {
  // Routing takes it for a write too.
  auto reply = store_.client().run_one(
      {"ZRANGE", keys_.untagged_states()->index, "0", last_of_a_step, "REV"});
  if (!reply) return failure_of(std::move(reply));
  std::vector<std::string> timestamps;
  // Another program's key is no index of ours.
  if (reply->is_error("WRONGTYPE")) return timestamps;
  if (!reply->is(Reply::Kind::list)) return tl::unexpected<Error>(Store::error_in(*reply));
  for (Reply& item : reply->items) timestamps.push_back(std::move(item.text));
  return timestamps;
}

Result<std::vector<Adoption::State>> Adoption::read(const std::vector<std::string>& timestamps) {
  Commands commands;
  for (const std::string& timestamp : timestamps) {
    const std::string key = keys_.untagged_states()->states + timestamp;
    commands.add({get_from_primary, key});
    commands.add({"PTTL", key});
  }
  auto replies = store_.client().run(commands);
  if (!replies) return failure_of(std::move(replies));
  std::vector<State> states;
  for (std::size_t i = 0; i < timestamps.size(); ++i) {
    const Reply& stored = (*replies)[2 * i];
    const Reply& left = (*replies)[2 * i + 1];
    if (stored.is(Reply::Kind::error) && !stored.is_error("WRONGTYPE")) {
      return tl::unexpected<Error>(Store::error_in(stored));
    }
    if (left.is(Reply::Kind::error)) return tl::unexpected<Error>(Store::error_in(left));
    // It expired, or is none.
    if (!stored.is(Reply::Kind::text) || left.integer <= 0) continue;
    auto bytes =
        reseal(keys_.untagged_states()->states + timestamps[i],
               keys_.states().states + timestamps[i], ValueKind::digital_twin, stored.text);
    if (!bytes) continue;
    states.push_back({timestamps[i], std::move(*bytes), std::to_string(left.integer)});
  }
  return states;
}

// False where an invalidation came between. The first lets the server know the script.
Result<bool> Adoption::write(const std::vector<State>& states, const std::string& epoch) {
  const std::string epoch_key = keys_.state_epoch();
  bool is_first = true;
  Commands commands;
  for (const State& state : states) {
    const std::string key = keys_.states().states + state.timestamp;
    const std::array keys{Word(keys_.states().index), Word(keys_.states().expiry), Word(key),
                          Word(epoch_key)};
    const std::array values{Word(state.timestamp), Word(state.bytes), Word(state.time_to_live),
                            Word(epoch)};
    if (!std::exchange(is_first, false)) {
      scripts().adopt_state.append_call(commands, keys, values);
      continue;
    }
    auto written = Store::number_in(store_.client().run(scripts().adopt_state, keys, values));
    if (!written || *written == 0) return written.map(is_some);
  }
  if (commands.count() == 0) return true;
  auto replies = store_.client().run(commands);
  if (!replies) return failure_of(std::move(replies));
  bool are_all_written = true;
  for (Reply& reply : *replies) {
    auto written = Store::number_in(std::move(reply));
    if (!written) return failure_of(std::move(written));
    are_all_written = are_all_written && is_some(*written);
  }
  return are_all_written;
}

Result<void> Adoption::forget(const std::vector<std::string>& timestamps) {
  const StateKeys& old = *keys_.untagged_states();
  for (const std::string& index : {old.index, old.expiry}) {
    std::vector<Word> words{"ZREM", index};
    words.insert(words.end(), timestamps.begin(), timestamps.end());
    Commands command;
    command.add(std::span<const Word>(words));
    auto removed = Store::number_in(store_.client().run_one(command));
    if (!removed) return failure_of(std::move(removed));
  }
  Commands commands;
  for (const std::string& timestamp : timestamps) commands.add({"UNLINK", old.states + timestamp});
  auto replies = store_.client().run(commands);
  if (!replies) return failure_of(std::move(replies));
  return {};
}

}  // namespace omnitrack::cache
