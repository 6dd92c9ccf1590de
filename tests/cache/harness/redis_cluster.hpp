#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proxy.hpp"
#include "redis_client.hpp"
#include "redis_server.hpp"

namespace omnitrack::cache_test {

/// How a cluster is made.
struct ClusterOptions {
  int primaries = 3;
  int replicas_of_each = 1;
  /// Nodes speak TLS alone, to clients and to each other.
  const Certificates* certificates = nullptr;
  /// Nodes are announced as proxies, one before each, so that clients come through them alone.
  bool has_proxies = false;
  /// After so many milliseconds without an answer a node counts as failed; a busy machine must not
  /// make it so.
  int node_timeout = 5000;
  /// More options of each server.
  std::vector<std::string> more = {};
};

/// A Redis Cluster of redis-server processes on 127.0.0.1, ended when this goes. The slots lie on
/// the primaries in even parts; nodes are numbered, the primaries first, then a replica of each.
class RedisCluster {
 public:
  explicit RedisCluster(ClusterOptions options = {});
  RedisCluster(const RedisCluster&) = delete;
  RedisCluster& operator=(const RedisCluster&) = delete;

  /// The port at which clients are to reach a node.
  std::uint16_t port(int node) { return at(node).client_port; }
  /// A client of the node itself.
  RedisClient& redis(int node) { return *at(node).redis; }
  RedisServer& server(int node) { return *at(node).server; }
  /// What stands before a node, where there are proxies.
  Proxy& proxy(int node) { return *at(node).proxy; }
  /// The node that holds a slot now, as its primary.
  int primary_of(std::uint16_t slot);
  /// The replica of a node of the first primaries.
  int replica_of(int primary) const { return primary + options_.primaries; }
  int nodes() const { return static_cast<int>(nodes_.size()); }

  /// Lets nodes count as failed sooner from now on.
  void notice_failures_soon();
  /// Ends a node at once, which the others notice soon.
  void kill(int node);
  /// Starts a node again, and waits until the others have it back.
  void restart(int node);
  /// Moves a slot with all its keys to another primary, as `redis-cli --cluster reshard` does.
  void move_slot(std::uint16_t slot, int to);
  /// The first half of a move, after which either side answers for a part of the slot's keys.
  void begin_to_move(std::uint16_t slot, int to);
  /// Moves so many keys of a slot that is being moved.
  void move_keys(std::uint16_t slot, int from, int to, int count);
  /// The second half.
  void end_move(std::uint16_t slot, int to);
  /// Waits until each node that lives says that all slots are served.
  void wait_until_well();
  /// All keys of all primaries, in order.
  std::vector<std::string> keys();
  /// The sum of what an integer command answers on each primary.
  std::int64_t sum(const std::vector<std::string>& words);
  /// Calls something for each node that lives.
  void each(const std::function<void(int node, RedisClient& redis)>& action);

 private:
  int primary_said_by(int node, std::uint16_t slot);
  void wait_until_epochs_are_known(int to);
  void wait_until_all_say(std::uint16_t slot, int primary);
  struct Node {
    std::unique_ptr<RedisServer> server;
    std::unique_ptr<RedisClient> redis;
    std::unique_ptr<Proxy> proxy;
    std::uint16_t client_port = 0;
    std::uint16_t bus_port = 0;
    std::string id;
    bool lives = true;
  };
  Node& at(int node) { return *std::next(nodes_.begin(), node); }
  std::uint16_t own_port(const Node& node) const;
  void start_server(Node& node);
  void start_node();
  void join();
  bool is_well(RedisClient& redis);

  ClusterOptions options_;
  std::list<Node> nodes_;
};

/// The slot that Redis gives a key.
std::uint16_t slot_of(RedisClient& redis, const std::string& key);

/// A key that begins with a text, and that lies in the slots of a part of a cluster of three
/// primaries, the first being 0.
std::string key_on(RedisClient& redis, int primary, const std::string& begin = "k");

}  // namespace omnitrack::cache_test
