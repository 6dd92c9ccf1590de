#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct redisContext;

namespace omnitrack::cache_test {

/// What Redis answered.
struct Reply {
  enum class Kind : std::uint8_t { text, status, integer, nil, error, list };
  Kind kind = Kind::nil;
  /// Of a text, a status or an error.
  std::string text = {};
  std::int64_t integer = 0;
  std::vector<Reply> list = {};
};

/// A client of Redis that shares nothing with the library under test, to look at what it did and to
/// do what other programs do. Throws where the connection breaks or Redis refuses.
class RedisClient {
 public:
  explicit RedisClient(std::uint16_t port);
  ~RedisClient();
  RedisClient(const RedisClient&) = delete;
  RedisClient& operator=(const RedisClient&) = delete;

  Reply command(const std::vector<std::string>& words);
  /// What a command answers, where that is an error too.
  Reply try_command(const std::vector<std::string>& words);
  /// Sends a command without waiting for its answer.
  void send(const std::vector<std::string>& words);
  /// The answer to the first of the commands that were sent.
  Reply receive();

  std::int64_t integer(const std::vector<std::string>& words) { return command(words).integer; }
  std::string text(const std::vector<std::string>& words) { return command(words).text; }
  /// The texts of a list.
  std::vector<std::string> texts(const std::vector<std::string>& words);
  /// All keys, in order.
  std::vector<std::string> keys();
  /// A figure of INFO.
  std::string info(const std::string& section, std::string_view name);
  std::int64_t info_number(const std::string& section, const std::string& name);
  /// How often a command was called.
  std::int64_t calls_of(const std::string& command);
  /// How many clients there are but this one.
  std::size_t other_clients();
  /// The time of the server, in milliseconds.
  std::int64_t now();

 private:
  std::unique_ptr<redisContext, void (*)(redisContext*)> context_;
};

}  // namespace omnitrack::cache_test
