#include "local_source.hpp"

#include <algorithm>
#include <exception>

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

void LocalSource::look(std::span<LocalLook* const> looks, Clock::time_point begun) {
  const TakenTurn turn(turn_, Deadline(configuration_.local.timeout));
  if (!turn || !has_link()) return;
  const Deadline limit(configuration_.local.timeout);
  std::vector<LocalLook*> missing;
  for (LocalLook* const look : looks) {
    auto value = current_value(look->key, begun, limit);
    if (!link_) return;
    if (value) {
      look->found = std::move(value);
      look->is_local = true;
    } else {
      missing.push_back(look);
    }
  }
  for (std::span<LocalLook* const> rest = missing; link_ && !rest.empty();) {
    const std::size_t count = std::min(rest.size(), most_fetched_at_once);
    fetch(rest.first(count));
    rest = rest.subspan(count);
  }
}

// Of what was frozen nobody knows for how long, so nothing of before counts.
bool LocalSource::has_link() {
  if (link_ && idle_.value() > configuration_.local.longest_gap) {
    drop_all("the process stood still, or asked for nothing");
    link_.reset();
  } else if (link_ && link_->is_to_be_renewed()) {
    drop_all("the authentication is to be renewed");
    link_.reset();
  }
  if (!link_ && (Clock::now() < not_before_ || !open_link())) return false;
  idle_ = Age();
  return true;
}

bool LocalSource::open_link() {
  const auto opened = [&]() -> Result<std::unique_ptr<TrackingLink>> {
    try {
      return TrackingLink::open(
          configuration_, tls_, [this](const Change& change) { take(change); },
          Deadline(configuration_.connect_timeout));
    } catch (const std::exception& thrown) {
      // The caller's function for credentials, or a lack of memory.
      return failure(ErrorCode::connect_failed, thrown.what());
    }
  };
  auto link = opened();
  if (link) {
    link_ = std::move(*link);
    confirmed_ = Clock::now();
    unconfirmed_ = Age();
    pause_ = std::chrono::milliseconds(0);
    was_refused_ = false;
    return true;
  }
  const bool is_refused = link.error().code == ErrorCode::server_error;
  if (is_refused && !was_refused_) {
    log(LogLevel::warning, "local_level_off", link.error().message);
    was_refused_ = true;
  }
  lose_link(link.error());
  if (is_refused) not_before_ = Clock::now() + pause_after_refusal;
  return false;
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

std::optional<FoundValue> LocalSource::current_value(std::string_view key, Clock::time_point begun,
                                                     Deadline limit) {
  if (!values_.has(key, this)) return std::nullopt;
  if (!is_confirmed(begun) && !confirm(key, limit)) return std::nullopt;
  if (configuration_.local.consistency == LocalConsistency::tracked) {
    if (auto taken = link_->take_changes(); !taken) {
      lose_link(taken.error());
      return std::nullopt;
    }
  }
  return values_.find(key, this);
}

bool LocalSource::is_confirmed(Clock::time_point begun) const {
  if (configuration_.local.consistency == LocalConsistency::confirmed) return confirmed_ > begun;
  return unconfirmed_.value() < configuration_.local.confirm_after;
}

// The answer stands in the stream behind all changes of before. A node of a cluster that has not
// the key's slot any more says so, where it would answer a PING.
bool LocalSource::confirm(std::string_view key, Deadline limit) {
  const auto replies = run({"EXISTS", key}, limit);
  if (!replies) return false;
  if (replies->front().integer == 0) values_.forget(key);
  return true;
}

// What does not come in time is told so, as Redis would take as long again.
void LocalSource::fetch(std::span<LocalLook* const> looks) {
  Commands commands;
  std::vector<std::uint64_t> tickets;
  for (const LocalLook* const look : looks) {
    tickets.push_back(values_.expect(look->key, this));
    commands.add({"GET", look->key});
    commands.add({"PTTL", look->key});
  }
  auto replies = run(commands, Deadline(configuration_.command_timeout));
  for (std::size_t i = 0; i < looks.size(); ++i) {
    if (replies) {
      take(*looks[i], tickets[i], std::move((*replies)[2 * i]), (*replies)[2 * i + 1]);
    } else if (replies.error().code == ErrorCode::timed_out) {
      looks[i]->found = tl::unexpected<Error>(seen_by_deadline(replies.error()));
    }
  }
}

void LocalSource::take(LocalLook& look, std::uint64_t ticket, Reply&& value, const Reply& left) {
  // -1 says that it does not expire; https://redis.io/docs/latest/commands/pttl/
  const bool lives = left.is(Reply::Kind::integer) && (left.integer > 0 || left.integer == -1);
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
      return reply.is(Reply::Kind::error) && !reply.is_error("WRONGTYPE");
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
  return replies;
}

void LocalSource::lose_link(const Error& why) {
  drop_all(why.message);
  link_.reset();
  const Backoff& backoff = configuration_.backoff;
  pause_ = std::min(std::max(backoff.first, 2 * pause_), backoff.longest);
  not_before_ = Clock::now() + pause_;
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
