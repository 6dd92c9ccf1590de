#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "connection.hpp"
#include "reply_reader.hpp"

namespace omnitrack::cache {

/// A value that changed on the server.
struct Change {
  /// Nothing where all of them did.
  const std::string* key;
  /// Whether it changed before the server did any of what it is asked now.
  bool is_before_replies;
};

/// Takes a change.
using OnChange = std::function<void(const Change& change)>;

/// A connection on which the server tells of each value that was read on it when it changes: client
/// tracking, in the protocol's third version. What it tells stands in the stream before the answer
/// to whatever is asked after the change.
/// https://redis.io/docs/latest/develop/reference/client-side-caching/
class TrackingLink {
 public:
  /// Connects; fails with `server_error` where the server refuses to track.
  static Result<std::unique_ptr<TrackingLink>> open(const Configuration& configuration,
                                                    const TlsContext* tls, OnChange on_change,
                                                    Deadline limit);
  TrackingLink(std::unique_ptr<Connection> connection, const Configuration& configuration,
               OnChange on_change);

  /// Runs commands, after the changes that the server tells of before it answers. After an error
  /// the link must not be used again.
  Result<std::vector<Reply>> run(const Commands& commands, Deadline deadline);
  /// Takes in what has come, without waiting, until a deadline should more and more come. After an
  /// error the link must not be used again.
  Result<void> take_changes(Deadline deadline);
  /// Whether the authentication is to be renewed, which takes another link.
  [[nodiscard]] bool is_to_be_renewed() const { return connection_->is_due_for_authentication(); }

 private:
  Result<void> begin_tracking(Deadline limit);
  Result<bool> next();
  Result<void> read_more(Deadline deadline);
  Result<void> take_push(const Reply& push);
  Result<void> take_pushes();

  std::unique_ptr<Connection> connection_;
  ReplyReader reader_;
  // What is being read.
  Reply reply_;
  OnChange on_change_;
  // To what is asked now.
  bool has_reply_ = false;
};

}  // namespace omnitrack::cache
