#include "client.hpp"

#include <array>

#include <fmt/format.h>

#include "failure.hpp"
#include "out_of_time.hpp"

namespace omnitrack::cache {

namespace {

// What says that this server, or this connection to it, is good for nothing at the moment. A
// replica that is read only is what is left of a primary after a failover: its name leads to
// another node by now. https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors
struct UnfitServer {
  std::string_view word;
  ErrorCode code;
  bool is_replica = false;
};
constexpr std::array<UnfitServer, 7> unfit_servers{{
    {"NOAUTH", ErrorCode::authentication_failed},
    {"LOADING", ErrorCode::server_error},
    {"READONLY", ErrorCode::server_error, true},
    {"MASTERDOWN", ErrorCode::server_error, true},
    {"CLUSTERDOWN The cluster is down", ErrorCode::cluster_down},
    {"BUSY ", ErrorCode::server_error},
    {"ERR max number of clients", ErrorCode::server_error},
}};

struct Unfitness {
  Error error;
  bool is_replica;
};

std::optional<Unfitness> unfitness(const std::vector<Reply>& replies) {
  for (const Reply& reply : replies) {
    if (!reply.is(Reply::Kind::error)) continue;
    for (const UnfitServer& each : unfit_servers) {
      if (reply.is_error(each.word)) return Unfitness{{each.code, reply.text}, each.is_replica};
    }
  }
  return std::nullopt;
}

}  // namespace

Client::Client(const Configuration& configuration, std::unique_ptr<Pool> pool)
    : configuration_(configuration), pool_(std::move(pool)), breaker_(configuration.backoff) {}

Result<std::vector<Reply>> Client::run(const Commands& commands) {
  auto admitted = admit();
  if (!admitted) return failure_of(std::move(admitted));
  bool lost_after_use = false;
  auto replies = attempt(commands, Deadline::never(), Connection::Look::as_due, lost_after_use);
  if (!replies && lost_after_use) {
    replies = attempt(commands, Deadline::never(), Connection::Look::close, lost_after_use);
  }
  report(replies);
  return replies;
}

Result<void> Client::admit() {
  if (!DeadlineScope::has_passed()) return breaker_.admit();
  return tl::unexpected<Error>(deadline_exceeded("nothing was sent"));
}

Client::Sent Client::send(const Commands& commands, Deadline limit) {
  Sent sent(commands, limit);
  auto admitted = admit();
  sent.was_admitted_ = admitted.has_value();
  if (!admitted) {
    sent.error_ = std::move(admitted).error();
    return sent;
  }
  auto lease = pool_->acquire(limit, Connection::Look::as_due);
  if (!lease) {
    sent.error_ = std::move(lease).error();
    return sent;
  }
  sent.lease_.emplace(std::move(*lease));
  auto done = send_on(*sent.lease_, commands, limit, sent.lost_after_use_);
  if (!done) sent.error_ = std::move(done).error();
  return sent;
}

Result<std::vector<Reply>> Client::receive(Sent&& sent) {
  if (!sent.was_admitted_) return tl::unexpected<Error>(std::move(*sent.error_));
  Result<std::vector<Reply>> replies =
      sent.error_ ? tl::unexpected<Error>(std::move(*sent.error_))
                  : receive_on(*sent.lease_, *sent.commands_, sent.lost_after_use_);
  if (!replies && sent.lost_after_use_) {
    replies = attempt(*sent.commands_, sent.limit_, Connection::Look::close, sent.lost_after_use_);
  }
  report(replies);
  return replies;
}

Result<std::vector<Reply>> Client::attempt(const Commands& commands, Deadline limit,
                                           Connection::Look look, bool& lost_after_use) {
  lost_after_use = false;
  auto lease = pool_->acquire(limit, look);
  if (!lease) return failure_of(std::move(lease));
  auto sent = send_on(*lease, commands, limit, lost_after_use);
  if (!sent) return failure_of(std::move(sent));
  return receive_on(*lease, commands, lost_after_use);
}

Result<void> Client::send_on(Lease& lease, const Commands& commands, Deadline limit,
                             bool& lost_after_use) const {
  auto sent = lease->send(commands, Deadline::earlier(lease->command_limit(), limit));
  if (!sent) spoil(lease, sent.error(), lost_after_use);
  return sent;
}

Result<std::vector<Reply>> Client::receive_on(Lease& lease, const Commands& commands,
                                              bool& lost_after_use) {
  std::vector<Reply> replies;
  auto received = lease->receive(commands, replies);
  if (!received) {
    spoil(lease, received.error(), lost_after_use);
    return failure_of(std::move(received));
  }
  if (auto unfit = unfitness(replies)) {
    if (unfit->is_replica) {
      lease.spoil_generation();
    } else {
      lease.spoil();
    }
    return tl::unexpected<Error>(std::move(unfit->error));
  }
  return replies;
}

void Client::spoil(Lease& lease, const Error& error, bool& lost_after_use) {
  lost_after_use = lease->has_answered() && error.code == ErrorCode::connection_lost;
  lease.spoil();
}

void Client::report(Result<std::vector<Reply>>& replies) {
  if (replies) {
    report_success();
    return;
  }
  // A deadline that comes says nothing of Redis.
  replies.error() = seen_by_deadline(std::move(replies.error()));
  const ErrorCode code = replies.error().code;
  if (code == ErrorCode::busy || code == ErrorCode::deadline_exceeded) {
    breaker_.withdrew();
  } else {
    report_failure(replies.error());
  }
}

void Client::report_failure(const Error& error) {
  const Breaker::Change change = breaker_.failed(error);
  if (!configuration_.log) return;
  configuration_.log({LogLevel::warning, "operation_failed", {}, error.message});
  if (change == Breaker::Change::opened) {
    configuration_.log({LogLevel::warning, "breaker_opened", {}, error.message});
  }
}

void Client::report_success() {
  if (breaker_.succeeded() == Breaker::Change::closed && configuration_.log) {
    configuration_.log({LogLevel::info, "breaker_closed", {}, "Redis answers again"});
  }
}

}  // namespace omnitrack::cache
