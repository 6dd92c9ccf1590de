#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "endpoint.hpp"
#include "reply.hpp"
#include "script.hpp"
#include <omnitrack/cache/configuration.hpp>

namespace omnitrack::cache {

/// How many connections were made, how many are open, and how many of these are not in use.
struct Connections {
  std::uint64_t made = 0;
  std::uint64_t open = 0;
  std::uint64_t idle = 0;
};

/// A node that writes go to, as it is now.
struct Primary {
  Endpoint endpoint;
  /// How often it turned out that connections of before do not lead to it any more.
  std::uint64_t generation;
  /// Whether it failed since it last answered.
  bool has_failed;
  /// Whether there are connections to it that nobody uses now.
  bool has_idle_connections;
};

/// Redis as the service sees it, one node or a cluster.
class Redis {
 public:
  /// Does something on a node.
  using OnNode = std::function<Result<void>(Redis& node)>;

  /// What the configuration names, which must outlive it.
  static Result<std::unique_ptr<Redis>> create(const Configuration& configuration);
  Redis() = default;
  Redis(const Redis&) = delete;
  Redis& operator=(const Redis&) = delete;
  virtual ~Redis() = default;

  /// The replies to commands that go together, each of which may be run twice. Errors that say that
  /// the server as a whole is unfit fail the call; others are replies. Where the commands go to
  /// several nodes of a cluster, those of a node that failed have errors for replies, with the code
  /// of the failure.
  virtual Result<std::vector<Reply>> run(const Commands& commands) = 0;
  /// Does something on each node that holds keys of its own, until it fails on one.
  virtual Result<void> on_each_primary(const OnNode& action) = 0;
  /// The node that writes of a key go to; nothing where none does. Fails where the nodes are not
  /// known, after as long as an operation takes.
  virtual Result<std::optional<Primary>> primary_of(std::string_view key) = 0;
  [[nodiscard]] virtual Connections connections() const = 0;

  /// The reply to one command.
  Result<Reply> run_one(const Commands& command);
  /// The reply of a script, which the server gets when it does not know it yet.
  Result<Reply> run(const Script& script, std::span<const Word> keys, std::span<const Word> values);
};

}  // namespace omnitrack::cache
