#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "age.hpp"
#include "commands.hpp"
#include "reply_reader.hpp"
#include "stream.hpp"
#include "tls.hpp"
#include <omnitrack/cache/configuration.hpp>

namespace omnitrack::cache {

/// A connection to Redis, used by one thread at a time.
class Connection {
 public:
  /// Connects, encrypts where there is a TLS context, and authenticates, by the limit at the
  /// latest.
  static Result<std::unique_ptr<Connection>> open(const Configuration& configuration,
                                                  const TlsContext* tls,
                                                  Deadline limit = Deadline::never());
  Connection(std::unique_ptr<Stream> stream, const Configuration& configuration);

  /// Sends commands and reads their replies. After an error the connection must not be used again,
  /// as replies may come that belong to these commands.
  Result<void> exchange(const Commands& commands, std::vector<Reply>& replies, Deadline deadline);
  /// The first half of it.
  Result<void> send(const Commands& commands, Deadline deadline);
  /// The second half, by the deadline of the first.
  Result<void> receive(const Commands& commands, std::vector<Reply>& replies);
  /// How closely a connection is looked at before it is used again.
  enum class Look : std::uint8_t {
    as_due,  ///< not again where it has just been in use
    close,
  };
  /// Whether it can be used again: open, nothing left over, and answering where it was idle long.
  bool is_usable(Look look);
  /// Whether that took time in which nothing came.
  [[nodiscard]] bool is_silent() const { return is_silent_; }
  /// Until when commands may take that are sent at once after it was opened or found usable.
  [[nodiscard]] Deadline command_limit() const;
  /// Whether it has answered before.
  [[nodiscard]] bool has_answered() const { return has_answered_; }
  /// Whether it is to be authenticated anew before it is used.
  [[nodiscard]] bool is_due_for_authentication() const;
  /// What it runs over, for whoever speaks another version of the protocol on it from then on.
  Stream& stream() { return *stream_; }

 private:
  static Result<std::unique_ptr<Connection>> open_or_throw(const Configuration& configuration,
                                                           const TlsContext* tls, Deadline limit);
  Result<void> authenticate(const Credentials& credentials, Deadline deadline);
  /// Authenticates anew where the time for that has come; whether the connection can be used.
  bool keeps_authentication();
  Result<void> read_replies(std::vector<Reply>& replies, Deadline deadline);
  Result<void> ask_for_reads(Deadline deadline);
  bool answers_ping();

  std::unique_ptr<Stream> stream_;
  const Configuration* configuration_;
  ReplyReader reader_;
  // When it was taken into use last.
  Deadline::Clock::time_point taken_ = Deadline::Clock::now();
  Deadline deadline_ = Deadline::never();
  bool has_answered_ = false;
  bool is_silent_ = false;
  // Of the last authentication, for as long as that holds and until it is to be done anew.
  Age authentication_;
  std::optional<std::chrono::nanoseconds> lifetime_;
  std::chrono::nanoseconds renewal_{};
  // Replies may still come.
  bool is_amid_exchange_ = false;
};

}  // namespace omnitrack::cache
