#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reply.hpp"
#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

/// Makes replies out of the bytes that come in the third version of Redis' protocol, pushes among
/// them, which `ReplyReader` does not know.
/// https://redis.io/docs/latest/develop/reference/protocol-spec/
class Resp3Reader {
 public:
  /// A reply of more bytes is an error.
  explicit Resp3Reader(std::size_t max_reply_bytes) : max_reply_bytes_(max_reply_bytes) {}

  /// Takes bytes that came.
  void feed(std::string_view bytes);
  /// Puts the next reply or push in place if it is whole, else gives false; fails with
  /// `protocol_error`, then on each call.
  Result<bool> next(Reply& reply);

 private:
  const std::size_t max_reply_bytes_;
  std::string bytes_;
  // What was read already.
  std::size_t begin_ = 0;
};

}  // namespace omnitrack::cache
