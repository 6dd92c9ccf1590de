#pragma once

#include <atomic>
#include <memory>

#include "cluster_nodes.hpp"
#include "redis.hpp"

namespace omnitrack::cache {

/// Runs commands on the nodes of a cluster that hold their keys.
class ClusterClient final : public Redis {
 public:
  /// The configuration must outlive the client.
  static Result<std::unique_ptr<Redis>> create(const Configuration& configuration);
  ClusterClient(const Configuration& configuration, std::optional<TlsContext> tls);

  using Redis::run;
  /// Redirections are followed, and what was refused or not sent is tried once more where the slots
  /// are by then, until the limits for a connection and a command have passed together.
  Result<std::vector<Reply>> run(const Commands& commands) override;
  Result<void> on_each_primary(const OnNode& action) override;
  Result<std::optional<Primary>> primary_of(std::string_view key) override;
  [[nodiscard]] Connections connections() const override { return nodes_.connections(); }

 private:
  const Configuration& configuration_;
  ClusterNodes nodes_;
  std::atomic<std::uint32_t> turn_ = 0;
};

}  // namespace omnitrack::cache
