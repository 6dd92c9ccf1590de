#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "endpoint.hpp"
#include "local_values.hpp"
#include "redis.hpp"
#include "tracking_link.hpp"
#include "turn.hpp"

namespace omnitrack::cache {

/// Makes a value out of the reply to GET.
using OpenReply = std::function<Result<std::optional<FoundValue>>(Reply&& reply)>;

/// A value that is looked for.
struct LocalLook {
  std::string_view key;
  OpenReply open;
  /// What came of it; nothing where Redis is to be asked as ever.
  std::optional<Result<std::optional<FoundValue>>> found = {};
  /// Whether it was in this process.
  bool is_local = false;
};

/// How often all values were dropped.
using DropCount = std::atomic<std::uint64_t>;

/// A node that values come from, which tells of their changes over one link.
class LocalSource {
 public:
  /// Takes from the configuration all but the host and the port; the rest must outlive it.
  LocalSource(const Configuration& configuration, const Endpoint& endpoint, const TlsContext* tls,
              LocalValues& values, DropCount& drops);

  /// Looks for values of the node as it is now, for a call that began at a moment.
  void look(std::span<LocalLook* const> looks, const Primary& primary,
            Deadline::Clock::time_point begun);

 private:
  // False where Redis is to be asked as ever; they fail where there is no time left for that.
  Result<bool> have_link(const Primary& primary);
  Result<bool> open_link(const Primary& primary);
  void take(const Change& change);
  void make_current(std::string_view key, Deadline::Clock::time_point begun);
  [[nodiscard]] bool is_confirmed(Deadline::Clock::time_point begun) const;
  void confirm(std::string_view key, Deadline limit);
  Result<void> fetch(std::span<LocalLook* const> looks);
  void take(LocalLook& look, std::uint64_t ticket, Reply&& value, const Reply& left);
  Result<std::vector<Reply>> run(const Commands& commands, Deadline limit);
  void lose_link(const Error& why);
  void close_link(std::string_view why);
  void drop_all(std::string_view why);
  void log(LogLevel level, std::string_view event, std::string_view reason) const;

  const Configuration configuration_;
  const TlsContext* tls_;
  LocalValues& values_;
  DropCount& drops_;
  // Of one look at a time; what stands below belongs to whoever has it.
  Turn turn_;
  std::unique_ptr<TrackingLink> link_;
  // Of the primary that it leads to.
  std::uint64_t generation_ = 0;
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
