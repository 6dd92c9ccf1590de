#include "redis_cluster.hpp"

#include <algorithm>
#include <set>
#include <sstream>
#include <stdexcept>

#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

constexpr int slots = 16384;
constexpr std::chrono::seconds patience{120};

void wait_for(const std::string& what, const std::function<bool()>& condition) {
  if (!becomes_true(condition, patience)) throw std::runtime_error("never came: " + what);
}

std::int64_t epoch(RedisClient& redis, std::string_view name) {
  const std::string text = redis.command({"CLUSTER", "INFO"}).text;
  return std::stoll(text.substr(text.find(name) + name.size() + 1));
}

}  // namespace

RedisCluster::RedisCluster(ClusterOptions options) : options_(std::move(options)) {
  for (int i = 0; i < options_.primaries * (1 + options_.replicas_of_each); ++i) start_node();
  join();
}

// The port of the bus may be taken between the look at it and the start.
void RedisCluster::start_server(Node& node) {
  for (int attempts_left = 5;; --attempts_left) {
    node.bus_port = free_port();
    std::vector<std::string> options = {"--cluster-enabled",
                                        "yes",
                                        "--cluster-port",
                                        std::to_string(node.bus_port),
                                        "--cluster-node-timeout",
                                        std::to_string(options_.node_timeout),
                                        "--appendonly",
                                        "no",
                                        "--repl-ping-replica-period",
                                        "1",
                                        "--repl-diskless-sync-delay",
                                        "0"};
    if (options_.certificates != nullptr) {
      options.insert(options.end(), {"--tls-cluster", "yes", "--tls-replication", "yes"});
    }
    options.insert(options.end(), options_.more.begin(), options_.more.end());
    try {
      node.server = std::make_unique<RedisServer>(options, options_.certificates);
      return;
    } catch (const std::runtime_error&) {
      if (attempts_left == 0) throw;
    }
  }
}

void RedisCluster::start_node() {
  Node& node = nodes_.emplace_back();
  start_server(node);
  node.redis = std::make_unique<RedisClient>(node.server->port());
  node.id = node.redis->text({"CLUSTER", "MYID"});
  node.client_port = own_port(node);
  if (!options_.has_proxies) return;
  node.proxy = std::make_unique<Proxy>(node.client_port);
  node.client_port = node.proxy->port();
  // Nodes replicate through the proxy of their primary too, as that is where it says that it is.
  const char* const name =
      options_.certificates == nullptr ? "cluster-announce-port" : "cluster-announce-tls-port";
  node.redis->command({"CONFIG", "SET", name, std::to_string(node.client_port)});
}

// The port at which the node itself takes clients.
std::uint16_t RedisCluster::own_port(const Node& node) const {
  return options_.certificates == nullptr ? node.server->port() : node.server->tls_port();
}

void RedisCluster::join() {
  for (int i = 0; i < nodes(); ++i) {
    // Of each its own, as only nodes that are alone take them.
    redis(i).command({"CLUSTER", "SET-CONFIG-EPOCH", std::to_string(i + 1)});
    if (i >= options_.primaries) continue;
    const int begin = i * slots / options_.primaries;
    const int end = (i + 1) * slots / options_.primaries - 1;
    redis(i).command({"CLUSTER", "ADDSLOTSRANGE", std::to_string(begin), std::to_string(end)});
  }
  for (int i = 0; i < nodes(); ++i) {
    for (int other = i + 1; other < nodes(); ++other) {
      redis(i).command({"CLUSTER", "MEET", "127.0.0.1", std::to_string(own_port(at(other))),
                        std::to_string(at(other).bus_port)});
    }
  }
  for (int i = options_.primaries; i < nodes(); ++i) {
    Node& primary = at(i % options_.primaries);
    wait_for("a primary that its replica knows", [&] {
      return at(i).redis->try_command({"CLUSTER", "REPLICATE", primary.id}).kind ==
             Reply::Kind::status;
    });
  }
  wait_until_well();
}

bool RedisCluster::is_well(RedisClient& redis) {
  const std::string info = redis.text({"CLUSTER", "INFO"});
  if (info.find("cluster_state:ok") == std::string::npos) return false;
  if (info.find("cluster_slots_ok:16384") == std::string::npos) return false;
  if (redis.info("replication", "role") == "slave") {
    return redis.info("replication", "master_link_status") == "up";
  }
  // Each range of the slots with its primary and its replicas that live.
  const auto replicas = static_cast<std::size_t>(options_.replicas_of_each);
  const bool all_live =
      std::all_of(nodes_.begin(), nodes_.end(), [](const Node& each) { return each.lives; });
  for (const Reply& range : redis.command({"CLUSTER", "SLOTS"}).list) {
    if (all_live && range.list.size() < 3 + replicas) return false;
  }
  return true;
}

void RedisCluster::wait_until_well() {
  wait_for("a cluster that serves all slots", [&] {
    return std::all_of(nodes_.begin(), nodes_.end(),
                       [&](Node& node) { return !node.lives || is_well(*node.redis); });
  });
}

int RedisCluster::primary_of(std::uint16_t slot) {
  for (int i = 0; i < nodes(); ++i) {
    if (!at(i).lives) continue;
    const int primary = primary_said_by(i, slot);
    if (primary >= 0) return primary;
  }
  throw std::runtime_error("no node holds the slot");
}

int RedisCluster::primary_said_by(int node, std::uint16_t slot) {
  for (const Reply& range : redis(node).command({"CLUSTER", "SLOTS"}).list) {
    if (slot < range.list.at(0).integer || slot > range.list.at(1).integer) continue;
    const std::string& id = range.list.at(2).list.at(2).text;
    for (int i = 0; i < nodes(); ++i) {
      if (at(i).id == id) return i;
    }
  }
  return -1;
}

// Who gets a slot makes up an epoch above all that it knows. Where it does not know the newest one,
// the slot goes back to whoever has that.
void RedisCluster::wait_until_epochs_are_known(int to) {
  wait_for("the newest epoch", [&] {
    std::set<std::int64_t> epochs;
    bool differ = true;
    each([&](int, RedisClient& redis) {
      if (redis.info("replication", "role") != "master") return;
      differ = epochs.insert(epoch(redis, "cluster_my_epoch")).second && differ;
    });
    return differ && epoch(redis(to), "cluster_current_epoch") >= *epochs.rbegin();
  });
}

void RedisCluster::wait_until_all_say(std::uint16_t slot, int primary) {
  wait_for("all nodes agree", [&] {
    bool agree = true;
    each([&](int node, RedisClient&) { agree = agree && primary_said_by(node, slot) == primary; });
    return agree;
  });
}

void RedisCluster::notice_failures_soon() {
  each([](int, RedisClient& redis) {
    redis.command({"CONFIG", "SET", "cluster-node-timeout", "1000"});
  });
}

void RedisCluster::kill(int node) {
  notice_failures_soon();
  at(node).lives = false;
  at(node).server->kill();
}

void RedisCluster::restart(int node) {
  at(node).server->restart();
  at(node).redis = std::make_unique<RedisClient>(at(node).server->port());
  at(node).lives = true;
  wait_until_well();
}

void RedisCluster::begin_to_move(std::uint16_t slot, int to) {
  const int from = primary_of(slot);
  const std::string text = std::to_string(slot);
  redis(to).command({"CLUSTER", "SETSLOT", text, "IMPORTING", at(from).id});
  redis(from).command({"CLUSTER", "SETSLOT", text, "MIGRATING", at(to).id});
}

void RedisCluster::move_keys(std::uint16_t slot, int from, int to, int count) {
  const std::vector<std::string> keys =
      redis(from).texts({"CLUSTER", "GETKEYSINSLOT", std::to_string(slot), std::to_string(count)});
  if (keys.empty()) return;
  const std::uint16_t port =
      options_.certificates == nullptr ? at(to).server->port() : at(to).server->tls_port();
  std::vector<std::string> words = {"MIGRATE", "127.0.0.1", std::to_string(port), "", "0", "60000",
                                    "REPLACE", "KEYS"};
  words.insert(words.end(), keys.begin(), keys.end());
  redis(from).command(words);
}

void RedisCluster::end_move(std::uint16_t slot, int to) {
  const std::string text = std::to_string(slot);
  wait_until_epochs_are_known(to);
  redis(to).command({"CLUSTER", "SETSLOT", text, "NODE", at(to).id});
  each([&](int node, RedisClient& redis) {
    if (node != to && redis.info("replication", "role") == "master") {
      redis.command({"CLUSTER", "SETSLOT", text, "NODE", at(to).id});
    }
  });
  wait_until_all_say(slot, to);
}

void RedisCluster::move_slot(std::uint16_t slot, int to) {
  const int from = primary_of(slot);
  if (from == to) return;
  begin_to_move(slot, to);
  while (redis(from).integer({"CLUSTER", "COUNTKEYSINSLOT", std::to_string(slot)}) > 0) {
    move_keys(slot, from, to, 10);
  }
  end_move(slot, to);
}

void RedisCluster::each(const std::function<void(int, RedisClient&)>& action) {
  for (int i = 0; i < nodes(); ++i) {
    if (at(i).lives) action(i, redis(i));
  }
}

std::vector<std::string> RedisCluster::keys() {
  std::vector<std::string> all;
  each([&](int, RedisClient& redis) {
    if (redis.info("replication", "role") != "master") return;
    for (std::string& key : redis.keys()) all.push_back(std::move(key));
  });
  std::sort(all.begin(), all.end());
  return all;
}

std::int64_t RedisCluster::sum(const std::vector<std::string>& words) {
  std::int64_t all = 0;
  each([&](int, RedisClient& redis) {
    if (redis.info("replication", "role") == "master") all += redis.integer(words);
  });
  return all;
}

std::uint16_t slot_of(RedisClient& redis, const std::string& key) {
  return static_cast<std::uint16_t>(redis.integer({"CLUSTER", "KEYSLOT", key}));
}

std::string key_on(RedisClient& redis, int primary, const std::string& begin) {
  for (int number = 0;; ++number) {
    const std::string key = begin + std::to_string(number);
    if (slot_of(redis, "omnitrack:" + key) * 3 / slots == primary) return key;
  }
}

}  // namespace omnitrack::cache_test
