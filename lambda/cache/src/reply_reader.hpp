#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "reply.hpp"
#include <omnitrack/cache/error.hpp>

struct redisReader;

namespace omnitrack::cache {

/// Makes replies out of the bytes that come, by hiredis' reader.
class ReplyReader {
 public:
  /// A reply of more bytes is an error.
  explicit ReplyReader(std::size_t max_reply_bytes);
  ReplyReader(const ReplyReader&) = delete;
  ReplyReader& operator=(const ReplyReader&) = delete;
  ~ReplyReader() = default;

  /// Takes bytes that came; fails with `protocol_error`.
  Result<void> feed(std::string_view bytes);
  /// Puts the next reply in place if it is whole, else gives false; fails with `protocol_error`.
  Result<bool> next(Reply& reply);
  /// Whether a reply, or a part of one, has come that nobody asked for.
  [[nodiscard]] bool holds_bytes() const;

 private:
  struct Free {
    void operator()(redisReader* reader) const;
  };
  std::unique_ptr<redisReader, Free> reader_;
  std::size_t max_reply_bytes_;
  std::size_t bytes_since_reply_ = 0;
  // Where the reply that is being read goes.
  Reply* target_ = nullptr;
};

}  // namespace omnitrack::cache
