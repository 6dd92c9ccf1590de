#include "local_source.hpp"

#include <algorithm>
#include <exception>

#include "cluster_node.hpp"
#include "failure.hpp"

namespace omnitrack::cache {

namespace {

using Clock = Deadline::Clock;

// A server that refuses to track may be another one by then.
constexpr std::chrono::minutes pause_after_refusal{1};

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

std::optional<LocalLook> LocalSource::look(std::string_view key, Clock::time_point begun,
                                           const OpenReply& open) {
  const TakenTurn turn(turn_, Deadline(configuration_.local.timeout));
  if (!turn || !has_link()) return std::nullopt;
  const Deadline limit(configuration_.local.timeout);
  if (auto value = current_value(key, begun, limit)) return LocalLook{std::move(value), true};
  return link_ ? fetch(key, limit, open) : std::nullopt;
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

std::optional<LocalLook> LocalSource::fetch(std::string_view key, Deadline limit,
                                            const OpenReply& open) {
  const std::uint64_t ticket = values_.expect(key, this);
  Commands commands{"GET", key};
  commands.add({"PTTL", key});
  auto replies = run(commands, limit);
  if (!replies) {
    values_.forget(key);
    return std::nullopt;
  }
  const Reply& left = (*replies)[1];
  // -1 says that it does not expire; https://redis.io/docs/latest/commands/pttl/
  const bool lives = left.is(Reply::Kind::integer) && (left.integer > 0 || left.integer == -1);
  auto found = open(std::move(replies->front()));
  if (found && *found && lives) {
    const auto lifetime = std::chrono::milliseconds(left.integer);
    values_.fill(key, ticket, **found, left.integer == -1 ? TimeToLive() : TimeToLive(lifetime));
  } else {
    values_.forget(key);
  }
  return LocalLook{std::move(found), false};
}

/// The replies, none of which says that the node is not the one to ask.
std::optional<std::vector<Reply>> LocalSource::run(const Commands& commands, Deadline limit) {
  const auto sent = Clock::now();
  const Age since_sent;
  auto replies = link_->run(commands, limit);
  if (!replies) {
    lose_link(replies.error());
    return std::nullopt;
  }
  for (const Reply& reply : *replies) {
    if (!reply.is(Reply::Kind::error) || reply.is_error("WRONGTYPE")) continue;
    lose_link({ErrorCode::server_error, reply.text});
    return std::nullopt;
  }
  confirmed_ = sent;
  unconfirmed_ = since_sent;
  return std::move(*replies);
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
