#include "client.hpp"

#include <array>

#include <fmt/format.h>

#include "failure.hpp"

namespace omnitrack::cache {

namespace {

// What says that this server, or this connection to it, is good for nothing at the moment. A
// replica that is read only is what is left of a primary after a failover: its name leads to
// another node by now. https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors
struct UnfitServer {
  std::string_view word;
  ErrorCode code;
};
constexpr std::array<UnfitServer, 7> unfit_servers{{
    {"NOAUTH", ErrorCode::authentication_failed},
    {"LOADING", ErrorCode::server_error},
    {"READONLY", ErrorCode::server_error},
    {"MASTERDOWN", ErrorCode::server_error},
    {"CLUSTERDOWN", ErrorCode::cluster_down},
    {"BUSY ", ErrorCode::server_error},
    {"ERR max number of clients", ErrorCode::server_error},
}};

std::optional<Error> unfitness(const std::vector<Reply>& replies) {
  for (const Reply& reply : replies) {
    if (!reply.is(Reply::Kind::error)) continue;
    for (const UnfitServer& each : unfit_servers) {
      if (reply.is_error(each.word)) return Error{each.code, reply.text};
    }
  }
  return std::nullopt;
}

}  // namespace

Client::Client(const Configuration& configuration, std::unique_ptr<Pool> pool)
    : configuration_(configuration), pool_(std::move(pool)), breaker_(configuration.backoff) {}

Result<std::vector<Reply>> Client::run(const Commands& commands) {
  return receive(send(commands, Deadline::never()));
}

Client::Sent Client::send(const Commands& commands, Deadline limit) {
  Sent sent(commands, limit);
  auto admitted = breaker_.admit();
  if (!admitted) {
    sent.error_ = std::move(admitted).error();
    return sent;
  }
  sent.was_admitted_ = true;
  try_to_send(sent);
  return sent;
}

Result<std::vector<Reply>> Client::receive(Sent&& sent) {
  if (!sent.was_admitted_) return tl::unexpected<Error>(std::move(*sent.error_));
  auto replies = try_to_receive(sent);
  if (!replies && sent.lost_after_use_) {
    try_to_send(sent);
    replies = try_to_receive(sent);
  }
  if (replies) {
    report_success();
  } else if (replies.error().code == ErrorCode::busy) {
    breaker_.withdrew();
  } else {
    report(replies.error());
  }
  return replies;
}

void Client::try_to_send(Sent& sent) {
  sent.error_.reset();
  sent.lost_after_use_ = false;
  auto lease = pool_->acquire(sent.limit_);
  if (!lease) {
    sent.error_ = std::move(lease).error();
    return;
  }
  const bool has_answered = (*lease)->has_answered();
  const Deadline deadline(configuration_.command_timeout);
  auto done = (*lease)->send(*sent.commands_, Deadline::earlier(deadline, sent.limit_));
  if (done) {
    sent.lease_.emplace(std::move(*lease));
    return;
  }
  lease->spoil();
  sent.lost_after_use_ = has_answered && done.error().code == ErrorCode::connection_lost;
  sent.error_ = std::move(done).error();
}

Result<std::vector<Reply>> Client::try_to_receive(Sent& sent) {
  if (sent.error_) return tl::unexpected<Error>(std::move(*sent.error_));
  Lease lease = std::move(*sent.lease_);
  sent.lease_.reset();
  const bool has_answered = lease->has_answered();
  std::vector<Reply> replies;
  auto done = lease->receive(*sent.commands_, replies);
  if (!done) {
    lease.spoil();
    sent.lost_after_use_ = has_answered && done.error().code == ErrorCode::connection_lost;
    return failure_of(std::move(done));
  }
  if (auto unfit = unfitness(replies)) {
    lease.spoil();
    return tl::unexpected<Error>(std::move(*unfit));
  }
  return replies;
}

void Client::report(const Error& error) {
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
