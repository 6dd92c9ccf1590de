#include "local_source.hpp"

#include <algorithm>

#include "cluster_node.hpp"
#include "failure.hpp"
#include "out_of_time.hpp"

namespace omnitrack::cache {

namespace {

using Clock = Deadline::Clock;

// A server that refuses to track may be another one by then.
constexpr std::chrono::minutes pause_after_refusal{1};

// The more are fetched at once, the fewer round trips; the less, the sooner it is others' turn.
constexpr std::size_t most_fetched_at_once = 64;

// What says that the server or the user cannot do what this takes, and will not soon.
bool is_refusal(const Error& error) {
  if (error.code != ErrorCode::server_error) return false;
  return error.message.starts_with("NOPERM") || error.message.starts_with("NOPROTO") ||
         error.message.starts_with("ERR ");
}

// Whether a key that is being moved is on the node that its slot goes to already, or will be made
// there. What changes on this one is told as ever.
bool is_elsewhere(const Reply& reply) { return reply.is_error("ASK "); }

// Whether replies can be those to GET and PTTL in turn; else they belong to other commands, and so
// will those that follow.
bool are_of_fetching(std::span<const Reply> replies) {
  for (std::size_t i = 0; i < replies.size(); i += 2) {
    const Reply& value = replies[i];
    const bool is_value =
        value.is(Reply::Kind::text) || value.is(Reply::Kind::nil) || value.is(Reply::Kind::error);
    const Reply& left = replies[i + 1];
    if (!is_value || !(left.is(Reply::Kind::integer) || is_elsewhere(left))) return false;
  }
  return true;
}

// What did not come in time is told so, as Redis would take as long again.
void tell_out_of_time(std::span<LocalLook* const> looks, const Error& error) {
  for (LocalLook* const look : looks) {
    look->found = tl::unexpected<Error>(seen_by_deadline(error));
  }
}

// A node that became a replica is to say so.
Configuration configuration_of_link(const Configuration& configuration, const Endpoint& endpoint) {
  Configuration made = configuration_of_node(configuration, endpoint);
  made.cluster.read_from = ReadFrom::primary;
  return made;
}

}  // namespace

LocalSource::LocalSource(const Configuration& configuration, const Endpoint& endpoint,
                         const TlsContext* tls, LocalValues& values, DropCount& drops)
    : configuration_(configuration_of_link(configuration, endpoint)),
      tls_(tls),
      values_(values),
      drops_(drops) {}

void LocalSource::look(std::span<LocalLook* const> looks, const Primary& primary,
                       Clock::time_point begun) {
  const TakenTurn turn(turn_, Deadline(configuration_.local.timeout));
  if (!turn) return;
  const auto has_link = have_link(primary);
  if (!has_link) tell_out_of_time(looks, has_link.error());
  if (!has_link.value_or(false)) return;
  std::vector<LocalLook*> missing;
  bool is_current = false;
  for (LocalLook* const look : looks) {
    if (!is_current && values_.has(look->key, this)) {
      make_current(look->key, begun);
      if (!link_) return;
      is_current = true;
    }
    if (auto value = values_.find(look->key, this)) {
      look->found = std::move(value);
      look->is_local = true;
    } else {
      missing.push_back(look);
    }
  }
  for (std::span<LocalLook* const> rest = missing; link_ && !rest.empty();) {
    const std::size_t count = std::min(rest.size(), most_fetched_at_once);
    if (const auto done = fetch(rest.first(count)); !done) {
      tell_out_of_time(rest, done.error());
      return;
    }
    rest = rest.subspan(count);
  }
}

// Of what was frozen nobody knows for how long, so nothing of before counts.
Result<bool> LocalSource::have_link(const Primary& primary) {
  if (link_ && idle_.value() > configuration_.local.longest_gap) {
    close_link("the process stood still, or asked for nothing");
  } else if (link_ && link_->is_to_be_renewed()) {
    close_link("the authentication is to be renewed");
  } else if (link_ && generation_ != primary.generation) {
    close_link("the primary is another one");
  }
  if (!link_) {
    // A node that failed is tried by those who ask it as ever.
    if (primary.has_failed || Clock::now() < not_before_) return false;
    auto opened = open_link(primary);
    if (!opened.value_or(false)) return opened;
  }
  idle_ = Age();
  return true;
}

Result<bool> LocalSource::open_link(const Primary& primary) {
  const Deadline limit(configuration_.connect_timeout);
  auto link = TrackingLink::open(
      configuration_, tls_, [this](const Change& change) { take(change); }, limit);
  if (link) {
    link_ = std::move(*link);
    generation_ = primary.generation;
    confirmed_ = Clock::now();
    unconfirmed_ = Age();
    return true;
  }
  lose_link(link.error());
  const bool has_time = limit.left() > std::chrono::nanoseconds(0);
  if (has_time || primary.has_idle_connections) return false;
  return failure_of(std::move(link));
}

// What changed before it was read is read as changed.
void LocalSource::take(const Change& change) {
  if (change.key == nullptr) {
    drop_all("the server was flushed");
  } else if (change.is_before_replies) {
    values_.forget_value(*change.key);
  } else {
    values_.forget(*change.key);
  }
}

// After a failure there is no link.
void LocalSource::make_current(std::string_view key, Clock::time_point begun) {
  const Deadline limit(configuration_.local.timeout);
  if (!is_confirmed(begun)) confirm(key, limit);
  if (!link_ || configuration_.local.consistency == LocalConsistency::confirmed) return;
  auto taken = link_->take_changes(limit);
  if (!taken) lose_link(taken.error());
}

bool LocalSource::is_confirmed(Clock::time_point begun) const {
  if (configuration_.local.consistency == LocalConsistency::confirmed) return confirmed_ > begun;
  return unconfirmed_.value() < configuration_.local.confirm_after;
}

// The answer stands in the stream behind all changes of before. A node of a cluster that has not
// the key's slot any more says so, where it would answer a PING.
void LocalSource::confirm(std::string_view key, Deadline limit) {
  const auto replies = run({"EXISTS", key}, limit);
  if (!replies) return;
  const Reply& count = replies->front();
  if (is_elsewhere(count) || (count.is(Reply::Kind::integer) && count.integer == 0)) {
    values_.forget(key);
  } else if (!count.is(Reply::Kind::integer)) {
    lose_link({ErrorCode::protocol_error, "the reply to EXISTS is no number"});
  }
  was_refused_ = false;
}

// Fails where the replies do not come in time.
Result<void> LocalSource::fetch(std::span<LocalLook* const> looks) {
  Commands commands;
  std::vector<std::uint64_t> tickets;
  for (const LocalLook* const look : looks) {
    tickets.push_back(values_.expect(look->key, this));
    commands.add({"GET", look->key});
    commands.add({"PTTL", look->key});
  }
  auto replies = run(commands, Deadline(configuration_.command_timeout));
  if (!replies) {
    if (replies.error().code == ErrorCode::timed_out) return failure_of(std::move(replies));
    return {};
  }
  if (!are_of_fetching(*replies)) {
    lose_link(
        {ErrorCode::protocol_error, "the replies are of kinds that GET and PTTL do not have"});
    return {};
  }
  for (std::size_t i = 0; i < looks.size(); ++i) {
    take(*looks[i], tickets[i], std::move((*replies)[2 * i]), (*replies)[2 * i + 1]);
  }
  return {};
}

void LocalSource::take(LocalLook& look, std::uint64_t ticket, Reply&& value, const Reply& left) {
  // -1 says that it does not expire; https://redis.io/docs/latest/commands/pttl/
  if (is_elsewhere(value)) {
    values_.forget(look.key);
    return;
  }
  const bool lives = left.integer > 0 || left.integer == -1;
  look.found = look.open(std::move(value));
  if (lives && *look.found && **look.found) {
    const auto lifetime = std::chrono::milliseconds(left.integer);
    values_.fill(look.key, ticket, ***look.found,
                 left.integer == -1 ? TimeToLive() : TimeToLive(lifetime));
  } else {
    values_.forget(look.key);
  }
}

/// The replies, none of which says that the node is not the one to ask; else the link is lost.
Result<std::vector<Reply>> LocalSource::run(const Commands& commands, Deadline limit) {
  const auto sent = Clock::now();
  const Age since_sent;
  auto replies = link_->run(commands, limit);
  if (replies) {
    const auto refusal = std::find_if(replies->begin(), replies->end(), [](const Reply& reply) {
      return reply.is(Reply::Kind::error) && !reply.is_error("WRONGTYPE") && !is_elsewhere(reply);
    });
    if (refusal != replies->end()) {
      replies = failure(ErrorCode::server_error, std::string(refusal->text));
    }
  }
  if (!replies) {
    lose_link(replies.error());
    return replies;
  }
  confirmed_ = sent;
  unconfirmed_ = since_sent;
  pause_ = std::chrono::milliseconds(0);
  return replies;
}

void LocalSource::lose_link(const Error& why) {
  close_link(why.message);
  const Backoff& backoff = configuration_.backoff;
  pause_ = std::min(std::max(backoff.first, 2 * pause_), backoff.longest);
  not_before_ = Clock::now() + pause_;
  if (!is_refusal(why)) return;
  not_before_ = Clock::now() + pause_after_refusal;
  if (!was_refused_) log(LogLevel::warning, "local_level_off", why.message);
  was_refused_ = true;
}

void LocalSource::close_link(std::string_view why) {
  drop_all(why);
  link_.reset();
}

void LocalSource::drop_all(std::string_view why) {
  if (!values_.clear()) return;
  ++drops_;
  log(LogLevel::info, "local_level_dropped", why);
}

void LocalSource::log(LogLevel level, std::string_view event, std::string_view reason) const {
  if (configuration_.log) configuration_.log({level, event, {}, reason});
}

}  // namespace omnitrack::cache
