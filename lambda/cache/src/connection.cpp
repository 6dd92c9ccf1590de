#include "connection.hpp"

#include <algorithm>
#include <exception>
#include <random>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "failure.hpp"
#include "reply_limit.hpp"

namespace omnitrack::cache {

namespace {

// A live server answers a PING in less; one that does not is as good as gone.
constexpr std::chrono::milliseconds ping_timeout{100};

// What comes unasked for so soon after a command was sent is rarely here yet when the next is, so a
// look would not see it; a connection that was closed meanwhile is replaced after it was used.
constexpr std::chrono::microseconds too_short_to_look{100};

// When a connection is authenticated anew: at random, so that not all connections are at once.
std::chrono::nanoseconds time_of_renewal(std::chrono::nanoseconds lifetime) {
  thread_local std::minstd_rand random{std::random_device{}()};
  return lifetime * std::uniform_int_distribution<int>(75, 90)(random) / 100;
}

}  // namespace

Connection::Connection(std::unique_ptr<Stream> stream, const Configuration& configuration)
    : stream_(std::move(stream)),
      configuration_(&configuration),
      reader_(max_reply_bytes(configuration)) {}

Result<std::unique_ptr<Connection>> Connection::open(const Configuration& configuration,
                                                     const TlsContext* tls, Deadline limit) {
  try {
    return open_or_throw(configuration, tls, limit);
  } catch (const CredentialsError& thrown) {
    return failure(ErrorCode::authentication_failed, thrown.what());
  } catch (const std::exception& thrown) {
    // The caller's function for credentials, or a lack of memory or threads.
    return failure(ErrorCode::connect_failed, thrown.what());
  }
}

Result<std::unique_ptr<Connection>> Connection::open_or_throw(const Configuration& configuration,
                                                              const TlsContext* tls,
                                                              Deadline limit) {
  // Before the clock of the connection runs, as they may come from another server.
  const Credentials credentials =
      configuration.credentials ? configuration.credentials() : Credentials{};
  const Deadline deadline = Deadline::earlier(Deadline(configuration.connect_timeout), limit);
  auto addresses = resolve(configuration.host, configuration.port, deadline);
  if (!addresses) return failure_of(std::move(addresses));
  auto socket = Socket::connect(*addresses, deadline);
  if (!socket) {
    return failure(ErrorCode::connect_failed,
                   fmt::format("no connection to {}:{}: {}", configuration.host, configuration.port,
                               socket.error().message));
  }
  socket->set_patience(configuration.command_timeout / 2);
  std::unique_ptr<Stream> stream;
  if (tls != nullptr) {
    auto encrypted = tls->connect(std::move(*socket), configuration.host, deadline);
    if (!encrypted) return failure_of(std::move(encrypted));
    stream = std::move(*encrypted);
  } else {
    stream = plain_stream(std::move(*socket));
  }
  auto connection = std::make_unique<Connection>(std::move(stream), configuration);
  auto done = connection->authenticate(credentials, deadline);
  if (!done) return failure_of(std::move(done));
  if (configuration.deployment == Deployment::cluster &&
      configuration.cluster.read_from != ReadFrom::primary) {
    auto asked = connection->ask_for_reads(deadline);
    if (!asked) return failure_of(std::move(asked));
  }
  connection->taken_ = Deadline::Clock::now();
  return connection;
}

// A replica of a cluster sends its readers to the primary unless they say that old values will do.
// https://redis.io/docs/latest/commands/readonly/
Result<void> Connection::ask_for_reads(Deadline deadline) {
  std::vector<Reply> replies;
  auto done = exchange({"READONLY"}, replies, deadline);
  if (!done) return done;
  if (replies.front().is(Reply::Kind::status)) return {};
  return failure(ErrorCode::connect_failed, replies.front().text);
}

Result<void> Connection::authenticate(const Credentials& credentials, Deadline deadline) {
  if (credentials.user.empty() && credentials.password.empty()) return {};
  Commands commands;
  if (credentials.user.empty()) {
    commands.add({"AUTH", credentials.password});
  } else {
    commands.add({"AUTH", credentials.user, credentials.password});
  }
  std::vector<Reply> replies;
  auto done = exchange(commands, replies, deadline);
  if (!done) return done;
  if (replies.front().is(Reply::Kind::error)) {
    return failure(ErrorCode::authentication_failed, replies.front().text);
  }
  authentication_ = Age();
  lifetime_ = credentials.lifetime;
  if (lifetime_) renewal_ = time_of_renewal(*lifetime_);
  return {};
}

bool Connection::is_due_for_authentication() const {
  return lifetime_ && authentication_.value() >= renewal_;
}

bool Connection::keeps_authentication() {
  if (!is_due_for_authentication()) return true;
  const auto age = authentication_.value();
  const bool holds = age < *lifetime_;
  // What fails without harm to the connection is tried again while the authentication holds.
  renewal_ = age + (*lifetime_ - age) / 4;
  try {
    const auto done =
        authenticate(configuration_->credentials(), Deadline(configuration_->connect_timeout));
    is_silent_ = !done && done.error().code == ErrorCode::timed_out;
    return done || (holds && !is_amid_exchange_);
  } catch (const std::exception&) {
    return holds;
  }
}

Result<void> Connection::exchange(const Commands& commands, std::vector<Reply>& replies,
                                  Deadline deadline) {
  auto sent = send(commands, deadline);
  if (!sent) return sent;
  return receive(commands, replies);
}

Result<void> Connection::send(const Commands& commands, Deadline deadline) {
  is_amid_exchange_ = true;
  deadline_ = deadline;
  return stream_->write(commands.bytes(), deadline);
}

Result<void> Connection::receive(const Commands& commands, std::vector<Reply>& replies) {
  replies.clear();
  replies.resize(commands.count());
  auto read = read_replies(replies, deadline_);
  if (!read) return read;
  if (reader_.holds_bytes()) return unasked_reply();
  has_answered_ = true;
  is_amid_exchange_ = false;
  return {};
}

Result<void> Connection::read_replies(std::vector<Reply>& replies, Deadline deadline) {
  std::size_t read = 0;
  while (true) {
    while (read < replies.size()) {
      auto whole = reader_.next(replies[read]);
      if (!whole) return failure_of(std::move(whole));
      if (!*whole) break;
      if (replies[read].is(Reply::Kind::push)) return unasked_reply();
      ++read;
    }
    if (read == replies.size()) return {};
    const std::span<char> room = reader_.room();
    auto bytes = stream_->read(room.data(), room.size(), deadline);
    if (!bytes) return failure_of(std::move(bytes));
    reader_.take(*bytes);
  }
}

bool Connection::is_usable(Look look) {
  if (is_amid_exchange_) return false;
  const auto idle = Deadline::Clock::now() - taken_;
  taken_ += idle;
  const bool looks = look == Look::close || idle >= too_short_to_look;
  if ((looks && !stream_->is_quiet()) || !keeps_authentication()) return false;
  if (idle <= configuration_->check_after) return true;
  const bool is_alive = answers_ping();
  taken_ = Deadline::Clock::now();
  return is_alive;
}

// A look at the clock less for each command.
Deadline Connection::command_limit() const {
  return Deadline::earlier(Deadline(taken_ + configuration_->command_timeout),
                           Deadline::of_thread());
}

bool Connection::answers_ping() {
  std::vector<Reply> replies;
  const Deadline deadline(
      std::min<std::chrono::milliseconds>(ping_timeout, configuration_->command_timeout));
  const auto done = exchange({"PING"}, replies, deadline);
  is_silent_ = !done && done.error().code == ErrorCode::timed_out;
  return done && replies.front().is(Reply::Kind::status);
}

}  // namespace omnitrack::cache
