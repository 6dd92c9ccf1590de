#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <random>

#include "topology.hpp"

namespace omnitrack::cache {

/// The nodes of a cluster and what is known of their slots, which one caller at a time learns.
class ClusterNodes {
 public:
  /// The configuration must outlive it.
  ClusterNodes(const Configuration& configuration, std::optional<TlsContext> tls);

  /// What is known of the slots. It is learned where nothing is known, and where it is old or was
  /// wrong; then those who come meanwhile go on with the old.
  Result<TopologyPointer> current(Deadline limit);
  /// What is known of the slots, however old. It is learned where nothing is known.
  Result<TopologyPointer> known(Deadline limit);
  /// What was learned after a moment; where another caller is learning it, that is waited for.
  Result<TopologyPointer> learned_after(Topology::Moment moment, Deadline limit);
  /// Whether a caller is learning it.
  [[nodiscard]] bool is_being_learned() const;

  /// Takes note of where a node said that a slot is, and gives what is known then.
  TopologyPointer note_moved(std::uint16_t slot, const NodePointer& to);
  /// Takes note of a failure that may mean that the slots are elsewhere by now.
  void note_doubt();
  /// The node at an endpoint; nothing where there are too many already.
  NodePointer node_at(const Endpoint& endpoint);
  [[nodiscard]] Connections connections() const;

 private:
  [[nodiscard]] bool should_learn() const;
  Result<TopologyPointer> learn_alone(std::unique_lock<std::mutex>& lock, Deadline limit);
  Result<TopologyPointer> learn(const TopologyPointer& last, Deadline limit);
  Result<TopologyPointer> ask(const NodePointer& node, Deadline limit);
  std::vector<NodePointer> whom_to_ask(const TopologyPointer& last);
  NodePointer find_or_make(const Endpoint& endpoint);
  void forget_others(const Topology& topology);
  void log(LogLevel level, std::string_view event, std::string_view reason) const;

  const Configuration& configuration_;
  const std::optional<TlsContext> tls_;
  mutable std::mutex mutex_;
  std::condition_variable learned_;
  std::map<Endpoint, NodePointer> nodes_;
  TopologyPointer topology_;
  bool is_learning_ = false;
  bool is_doubtful_ = false;
  Topology::Moment last_try_;
  std::optional<Error> last_error_;
  std::minstd_rand random_{std::random_device{}()};
  std::uint64_t connections_of_forgotten_ = 0;
};

}  // namespace omnitrack::cache
