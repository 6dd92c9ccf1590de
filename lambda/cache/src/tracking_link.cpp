#include "tracking_link.hpp"

#include <span>
#include <utility>

#include "failure.hpp"
#include "reply_limit.hpp"

namespace omnitrack::cache {

namespace {

bool has_come(Deadline deadline) { return deadline.left() == std::chrono::nanoseconds(0); }

// Reading does not wait where there are bytes, so it would go on behind the deadline.
tl::unexpected<Error> told_without_end() {
  return failure(ErrorCode::timed_out, "the server tells of changes without end");
}

}  // namespace

TrackingLink::TrackingLink(std::unique_ptr<Connection> connection,
                           const Configuration& configuration, OnChange on_change)
    : connection_(std::move(connection)),
      reader_(max_reply_bytes(configuration)),
      on_change_(std::move(on_change)) {}

Result<std::unique_ptr<TrackingLink>> TrackingLink::open(const Configuration& configuration,
                                                         const TlsContext* tls, OnChange on_change,
                                                         Deadline limit) {
  auto connection = Connection::open(configuration, tls, limit);
  if (!connection) return failure_of(std::move(connection));
  auto link =
      std::make_unique<TrackingLink>(std::move(*connection), configuration, std::move(on_change));
  auto begun = link->begin_tracking(limit);
  if (!begun) return failure_of(std::move(begun));
  return link;
}

Result<void> TrackingLink::begin_tracking(Deadline limit) {
  Commands commands{"HELLO", "3"};
  commands.add({"CLIENT", "TRACKING", "ON"});
  auto replies = run(commands, limit);
  if (!replies) return failure_of(std::move(replies));
  for (Reply& reply : *replies) {
    if (reply.is(Reply::Kind::error)) {
      return failure(ErrorCode::server_error, std::move(reply.text));
    }
  }
  const bool fits = (*replies)[0].is(Reply::Kind::list) && (*replies)[1].is(Reply::Kind::status);
  if (fits) return {};
  return failure(ErrorCode::protocol_error, "the server does not say what it tells of");
}

Result<std::vector<Reply>> TrackingLink::run(const Commands& commands, Deadline deadline) {
  has_reply_ = false;
  // What has come by now answers none of these.
  auto taken = take_changes(deadline);
  if (!taken) return failure_of(std::move(taken));
  auto sent = connection_->stream().write(commands.bytes(), deadline);
  if (!sent) return failure_of(std::move(sent));
  std::vector<Reply> replies;
  replies.reserve(commands.count());
  while (true) {
    auto whole = next();
    if (!whole) return failure_of(std::move(whole));
    if (!*whole) {
      if (replies.size() == commands.count()) return replies;
      auto read = read_more(deadline);
      if (!read) return failure_of(std::move(read));
    } else if (reply_.is(Reply::Kind::push)) {
      taken = take_push(reply_);
      if (!taken) return failure_of(std::move(taken));
      if (has_come(deadline)) return told_without_end();
    } else if (replies.size() == commands.count()) {
      return unasked_reply();
    } else {
      has_reply_ = true;
      replies.push_back(std::move(reply_));
    }
  }
}

Result<void> TrackingLink::take_changes(Deadline deadline) {
  auto taken = take_pushes();
  while (taken && !connection_->stream().is_quiet()) {
    if (has_come(deadline)) return told_without_end();
    auto read = read_more(Deadline(Deadline::Clock::now()));
    if (!read) return read;
    taken = take_pushes();
  }
  return taken;
}

Result<void> TrackingLink::take_pushes() {
  while (true) {
    auto whole = next();
    if (!whole) return failure_of(std::move(whole));
    if (!*whole) return {};
    auto taken = take_push(reply_);
    if (!taken) return taken;
  }
}

// A part of a reply stays until the rest of it comes, perhaps to another call.
Result<bool> TrackingLink::next() {
  if (!reader_.is_amid_reply()) reply_ = Reply();
  return reader_.next(reply_);
}

Result<void> TrackingLink::read_more(Deadline deadline) {
  const std::span<char> room = reader_.room();
  auto bytes = connection_->stream().read(room.data(), room.size(), deadline);
  if (!bytes) return failure_of(std::move(bytes));
  reader_.take(*bytes);
  return {};
}

// A push of another kind says nothing of values.
Result<void> TrackingLink::take_push(const Reply& push) {
  if (!push.is(Reply::Kind::push)) return unasked_reply();
  if (push.items.front().text != "invalidate") return {};
  if (push.items.size() == 2 && push.items[1].is(Reply::Kind::list)) {
    for (const Reply& key : push.items[1].items) on_change_({&key.text, !has_reply_});
  } else {
    // The server was flushed.
    on_change_({nullptr, !has_reply_});
  }
  return {};
}

}  // namespace omnitrack::cache
