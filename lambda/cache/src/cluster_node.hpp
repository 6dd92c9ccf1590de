#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "client.hpp"
#include "endpoint.hpp"

namespace omnitrack::cache {

/// A configuration with the host and the port of a node.
Configuration configuration_of_node(const Configuration& configuration, const Endpoint& endpoint);

/// A node of a cluster, with connections and a breaker of its own.
class ClusterNode {
 public:
  /// Takes from the configuration all but the host and the port.
  ClusterNode(const Configuration& configuration, Endpoint endpoint,
              const std::optional<TlsContext>& tls);

  [[nodiscard]] const Endpoint& endpoint() const { return endpoint_; }
  [[nodiscard]] Client& client() { return client_; }
  /// The availability zone, learned when it is first asked for; empty where it is not known.
  std::string zone(Deadline limit);

 private:
  std::optional<std::string> learn_zone(Deadline limit);

  const Endpoint endpoint_;
  const Configuration configuration_;
  Client client_;
  std::mutex zone_mutex_;
  bool is_learning_zone_ = false;
  std::optional<std::string> zone_;
  Deadline zone_not_before_{Deadline::Clock::time_point()};
};

using NodePointer = std::shared_ptr<ClusterNode>;

}  // namespace omnitrack::cache
