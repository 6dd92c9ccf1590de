#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cluster_nodes.hpp"
#include "commands.hpp"
#include "routing.hpp"

namespace omnitrack::cache {

/// One run of commands on a cluster, in rounds: each sends what is not answered yet to the nodes
/// that should have it, to all of them before it reads from any.
class ClusterRun {
 public:
  /// The configuration and the nodes must outlive it.
  ClusterRun(const Configuration& configuration, ClusterNodes& nodes, std::uint32_t turn);
  /// As `Redis::run`.
  Result<std::vector<Reply>> run(const Commands& commands);

 private:
  /// What becomes of a command.
  struct Item {
    std::string_view bytes;
    Routing routing;
    bool is_settled = false;
    Reply reply = {};
    // What it came to last, where it has no reply.
    std::optional<Error> error = std::nullopt;
    // The node to ask this once, by ASK.
    NodePointer asked = nullptr;
    // The primary that failed it, where it waits for what the slots are now.
    NodePointer failed = nullptr;
    bool waits_for_topology = false;
    // How many of those that may answer a read have failed; then only the primary may.
    std::size_t readers_failed = 0;
    bool wants_primary = false;
    int redirections = 0;
  };
  /// What goes to a node in a round.
  struct Group {
    NodePointer node;
    std::vector<Item*> items;
    Commands commands = {};
  };

  void prepare(const Commands& commands);
  void run_only(Item& item, const Commands& commands);
  void run_round(const Commands& commands);
  std::vector<Group> group();
  NodePointer node_for(Item& item);
  [[nodiscard]] bool may_read_elsewhere(const Item& item) const;
  [[nodiscard]] std::vector<NodePointer> readers(const Item& item) const;
  void take(const Group& group, std::vector<Reply>&& replies);
  void take(Item& item, Reply&& reply, const NodePointer& from);
  static void ask_the_primary(Item& item);
  void follow(Item& item, const Reply& reply, const NodePointer& from);
  void take_failure(const Group& group, const Error& error);
  void take_failure(Item& item, const Error& error, const NodePointer& from);
  void look_again();
  void retry_elsewhere(Item& item);
  [[nodiscard]] bool pause();
  [[nodiscard]] bool is_settled() const;
  Result<std::vector<Reply>> result();

  const Configuration& configuration_;
  ClusterNodes& nodes_;
  const std::uint32_t turn_;
  const Deadline limit_;
  std::vector<Item> items_;
  bool only_reads_ = true;
  TopologyPointer topology_;
  int pauses_ = 0;
  // What the next round needs before it.
  bool needs_topology_ = false;
  bool needs_pause_ = false;
};

}  // namespace omnitrack::cache
