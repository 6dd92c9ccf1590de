#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "endpoint.hpp"
#include "local_values.hpp"
#include "tracking_link.hpp"
#include "turn.hpp"

namespace omnitrack::cache {

/// What a look for a value came to, and whether the value was in this process.
struct LocalLook {
  Result<std::optional<FoundValue>> found;
  bool is_local;
};

/// Makes a value out of the reply to GET.
using OpenReply = std::function<Result<std::optional<FoundValue>>(Reply&& reply)>;

/// How often all values were dropped.
using DropCount = std::atomic<std::uint64_t>;

/// A node that values come from, which tells of their changes over one link.
class LocalSource {
 public:
  /// Takes from the configuration all but the host and the port; the rest must outlive it.
  LocalSource(const Configuration& configuration, const Endpoint& endpoint, const TlsContext* tls,
              LocalValues& values, DropCount& drops);

  /// Looks for a value, for a call that began at a moment; nothing where there is no link now, and
  /// Redis is to be asked as ever.
  std::optional<LocalLook> look(std::string_view key, Deadline::Clock::time_point begun,
                                const OpenReply& open);

 private:
  bool has_link();
  bool open_link();
  void take(const Change& change);
  std::optional<FoundValue> current_value(std::string_view key, Deadline::Clock::time_point begun,
                                          Deadline limit);
  [[nodiscard]] bool is_confirmed(Deadline::Clock::time_point begun) const;
  bool confirm(std::string_view key, Deadline limit);
  std::optional<LocalLook> fetch(std::string_view key, Deadline limit, const OpenReply& open);
  std::optional<std::vector<Reply>> run(const Commands& commands, Deadline limit);
  void lose_link(const Error& why);
  void drop_all(std::string_view why);
  void log(LogLevel level, std::string_view event, std::string_view reason) const;

  const Configuration configuration_;
  const TlsContext* tls_;
  LocalValues& values_;
  DropCount& drops_;
  // Of one look at a time; what stands below belongs to whoever has it.
  Turn turn_;
  std::unique_ptr<TrackingLink> link_;
  // Since the link was last used.
  Age idle_;
  // When it was last asked what it then answered, behind all changes of before.
  Deadline::Clock::time_point confirmed_;
  // Since then, by the clock that a freeze does not stop.
  Age unconfirmed_;
  Deadline::Clock::time_point not_before_;
  std::chrono::milliseconds pause_{0};
  bool was_refused_ = false;
};

}  // namespace omnitrack::cache
