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
    {"CLUSTERDOWN", ErrorCode::server_error},
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

Result<std::unique_ptr<Client>> Client::create(const Configuration& configuration) {
  auto pool = Pool::create(configuration);
  if (!pool) return failure_of(std::move(pool));
  return std::make_unique<Client>(configuration, std::move(*pool));
}

Client::Client(const Configuration& configuration, std::unique_ptr<Pool> pool)
    : configuration_(configuration), pool_(std::move(pool)), breaker_(configuration.backoff) {}

Result<std::vector<Reply>> Client::run(const Commands& commands) {
  auto admitted = breaker_.admit();
  if (!admitted) return failure_of(std::move(admitted));
  bool lost_after_use = false;
  auto replies = attempt(commands, lost_after_use);
  if (!replies && lost_after_use) replies = attempt(commands, lost_after_use);
  if (replies) {
    report_success();
  } else if (replies.error().code == ErrorCode::busy) {
    breaker_.withdrew();
  } else {
    report(replies.error());
  }
  return replies;
}

Result<std::vector<Reply>> Client::attempt(const Commands& commands, bool& lost_after_use) {
  auto lease = pool_->acquire();
  if (!lease) return failure_of(std::move(lease));
  const bool has_answered = (*lease)->has_answered();
  std::vector<Reply> replies;
  auto done = (*lease)->exchange(commands, replies, Deadline(configuration_.command_timeout));
  if (!done) {
    lease->spoil();
    lost_after_use = has_answered && done.error().code == ErrorCode::connection_lost;
    return failure_of(std::move(done));
  }
  if (auto unfit = unfitness(replies)) {
    lease->spoil();
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

Result<Reply> Client::run_one(const Commands& command) {
  auto replies = run(command);
  if (!replies) return failure_of(std::move(replies));
  return std::move(replies->front());
}

Result<Reply> Client::run(const Script& script, std::span<const Word> keys,
                          std::span<const Word> values) {
  Commands command;
  script.append_call(command, keys, values);
  auto reply = run_one(command);
  if (!reply || !reply->is_error("NOSCRIPT")) return reply;
  command.clear();
  script.append_source(command, keys, values);
  return run_one(command);
}

}  // namespace omnitrack::cache
