#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

/// What Redis answers to a command.
/// https://redis.io/docs/latest/develop/reference/protocol-spec/
struct Reply {
  enum class Kind : std::uint8_t { nil, integer, text, status, error, list, push };
  Kind kind = Kind::nil;
  /// Of an error: another code where a command got no reply while others that went with it did.
  ErrorCode code = ErrorCode::server_error;
  std::int64_t integer = 0;
  /// Of a text, a status and an error.
  std::string text;
  /// Of a list, and of a push, which nobody asked for.
  std::vector<Reply> items;

  [[nodiscard]] bool is(Kind other) const { return kind == other; }
  /// Whether it is an error that begins with a word, such as `WRONGTYPE`.
  [[nodiscard]] bool is_error(std::string_view word) const {
    return kind == Kind::error && text.starts_with(word);
  }
};

}  // namespace omnitrack::cache
