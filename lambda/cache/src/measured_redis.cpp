#include "measured_redis.hpp"

#include <chrono>

namespace omnitrack::cache {

namespace {

/// How an operation failed; of several commands that went together, none failed as long as replies
/// came.
std::optional<ErrorCode> failure_in(const Result<std::vector<Reply>>& replies) {
  if (!replies) return replies.error().code;
  if (replies->size() != 1) return std::nullopt;
  const Reply& reply = replies->front();
  // A script that the server does not know yet is sent to it next.
  if (!reply.is(Reply::Kind::error) || reply.is_error("NOSCRIPT")) return std::nullopt;
  return reply.code;
}

}  // namespace

Result<std::vector<Reply>> MeasuredRedis::run(const Commands& commands) {
  const auto start = std::chrono::steady_clock::now();
  auto replies = redis_->run(commands);
  meter_.note(commands, failure_in(replies), std::chrono::steady_clock::now() - start);
  return replies;
}

}  // namespace omnitrack::cache
