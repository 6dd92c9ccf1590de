#include "cluster_nodes.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "failure.hpp"

namespace omnitrack::cache {

namespace {

// What a node says of a moved slot is followed at once; all of the slots are asked for more rarely.
constexpr std::chrono::seconds pause_between_tries{1};

// Who comes so soon after a try that failed has its error.
constexpr std::chrono::milliseconds pause_after_failure{100};

// So many nodes are asked before the configured host is.
constexpr std::size_t most_asked = 4;

}  // namespace

ClusterNodes::ClusterNodes(const Configuration& configuration, std::optional<TlsContext> tls)
    : configuration_(configuration), tls_(std::move(tls)) {}

Result<TopologyPointer> ClusterNodes::current(Deadline limit) {
  auto at_first = known(limit);
  std::unique_lock lock(mutex_);
  if (!at_first || !should_learn()) return at_first;
  const TopologyPointer old = topology_;
  // Whoever learns has something else to do by the limit.
  auto learned = learn_alone(lock, Deadline(limit.left() / 2));
  return learned ? learned : old;
}

Result<TopologyPointer> ClusterNodes::known(Deadline limit) {
  {
    const std::lock_guard lock(mutex_);
    if (topology_) return topology_;
  }
  return learned_after(Deadline::Clock::now() - pause_after_failure, limit);
}

bool ClusterNodes::should_learn() const {
  const auto now = Deadline::Clock::now();
  if (is_learning_ || now - last_try_ < pause_between_tries) return false;
  return is_doubtful_ || now - topology_->learned_at() > configuration_.cluster.refresh_after;
}

Result<TopologyPointer> ClusterNodes::learned_after(Topology::Moment moment, Deadline limit) {
  std::unique_lock lock(mutex_);
  while (true) {
    if (topology_ && topology_->learned_at() >= moment) return topology_;
    if (last_error_ && last_try_ > moment) return tl::unexpected<Error>(*last_error_);
    if (!is_learning_) return learn_alone(lock, limit);
    if (learned_.wait_until(lock, limit.moment()) == std::cv_status::timeout && is_learning_) {
      return failure(ErrorCode::timed_out, "the nodes of the cluster were not learned in time");
    }
  }
}

bool ClusterNodes::is_being_learned() const {
  const std::lock_guard lock(mutex_);
  return is_learning_;
}

Result<TopologyPointer> ClusterNodes::learn_alone(std::unique_lock<std::mutex>& lock,
                                                  Deadline limit) {
  is_learning_ = true;
  is_doubtful_ = false;
  last_try_ = Deadline::Clock::now();
  const TopologyPointer last = topology_;
  lock.unlock();
  auto learned = learn(last, limit);
  lock.lock();
  is_learning_ = false;
  if (learned) {
    topology_ = *learned;
    last_error_.reset();
    forget_others(*topology_);
  } else {
    is_doubtful_ = true;
    // Others may have more time.
    if (learned.error().code != ErrorCode::deadline_exceeded) last_error_ = learned.error();
  }
  lock.unlock();
  learned_.notify_all();
  if (!learned) {
    log(LogLevel::warning, "cluster_not_learned", learned.error().message);
  } else if (!last || !last->places_as(**learned)) {
    log(LogLevel::info, "cluster_learned",
        fmt::format("{} primaries hold the slots", (*learned)->shards().size()));
  }
  return learned;
}

Result<TopologyPointer> ClusterNodes::learn(const TopologyPointer& last, Deadline limit) {
  Result<TopologyPointer> learned = failure(ErrorCode::cluster_down, "no node was asked");
  const std::vector<NodePointer> nodes = whom_to_ask(last);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    // One that does not answer leaves time for the others.
    const bool is_last = i + 1 == nodes.size();
    learned = ask(nodes[i], is_last ? limit : Deadline(limit.left() / 2));
    if (learned || limit.left() == std::chrono::nanoseconds(0)) break;
  }
  return learned;
}

Result<TopologyPointer> ClusterNodes::ask(const NodePointer& node, Deadline limit) {
  const auto asked_at = Deadline::Clock::now();
  const Commands command{"CLUSTER", "SLOTS"};
  auto replies = node->client().receive(node->client().send(command, limit));
  if (!replies) return failure_of(std::move(replies));
  const Reply& reply = replies->front();
  if (reply.is(Reply::Kind::error)) {
    const bool is_single = reply.text.find("cluster support disabled") != std::string::npos;
    return failure(ErrorCode::cluster_down,
                   reply.text + (is_single ? "; configure it as a single node" : ""));
  }
  auto ranges = slot_ranges_in(reply, node->endpoint());
  if (!ranges) return failure_of(std::move(ranges));
  const std::lock_guard lock(mutex_);
  return std::make_shared<const Topology>(
      *ranges, asked_at, [this](const Endpoint& endpoint) { return find_or_make(endpoint); });
}

// Some of the known nodes in any order, those that answer first, and the configured host.
std::vector<NodePointer> ClusterNodes::whom_to_ask(const TopologyPointer& last) {
  std::vector<NodePointer> nodes;
  const std::lock_guard lock(mutex_);
  if (last) {
    for (const Shard& shard : last->shards()) {
      nodes.push_back(shard.primary);
      nodes.insert(nodes.end(), shard.replicas.begin(), shard.replicas.end());
    }
    std::shuffle(nodes.begin(), nodes.end(), random_);
    std::stable_partition(nodes.begin(), nodes.end(),
                          [](const NodePointer& each) { return !each->client().is_left_alone(); });
    nodes.resize(std::min(nodes.size(), most_asked));
  }
  NodePointer configured = find_or_make({configuration_.host, configuration_.port});
  if (std::find(nodes.begin(), nodes.end(), configured) == nodes.end()) {
    nodes.push_back(std::move(configured));
  }
  return nodes;
}

TopologyPointer ClusterNodes::note_moved(std::uint16_t slot, const NodePointer& to) {
  const std::lock_guard lock(mutex_);
  is_doubtful_ = true;
  const Shard* const shard = topology_->shard_of(slot);
  if (shard == nullptr || shard->primary != to) topology_ = topology_->moved(slot, to);
  return topology_;
}

void ClusterNodes::note_doubt() {
  const std::lock_guard lock(mutex_);
  is_doubtful_ = true;
}

NodePointer ClusterNodes::node_at(const Endpoint& endpoint) {
  const std::lock_guard lock(mutex_);
  // Twice as many as there may be at once are those of before and after a change.
  if (nodes_.size() >= 2 * most_cluster_nodes && nodes_.count(endpoint) == 0) return nullptr;
  return find_or_make(endpoint);
}

NodePointer ClusterNodes::find_or_make(const Endpoint& endpoint) {
  NodePointer& node = nodes_[endpoint];
  if (!node) node = std::make_shared<ClusterNode>(configuration_, endpoint, tls_);
  return node;
}

void ClusterNodes::forget_others(const Topology& topology) {
  std::set<NodePointer> kept{find_or_make({configuration_.host, configuration_.port})};
  for (const Shard& shard : topology.shards()) {
    kept.insert(shard.primary);
    kept.insert(shard.replicas.begin(), shard.replicas.end());
  }
  for (auto each = nodes_.begin(); each != nodes_.end();) {
    if (kept.count(each->second) == 1) {
      ++each;
      continue;
    }
    connections_of_forgotten_ += each->second->client().connections().made;
    each = nodes_.erase(each);
  }
}

Connections ClusterNodes::connections() const {
  const std::lock_guard lock(mutex_);
  Connections all{connections_of_forgotten_, 0};
  for (const auto& [endpoint, node] : nodes_) {
    const Connections some = node->client().connections();
    all.made += some.made;
    all.open += some.open;
    all.idle += some.idle;
  }
  return all;
}

void ClusterNodes::log(LogLevel level, std::string_view event, std::string_view reason) const {
  if (configuration_.log) configuration_.log({level, event, {}, reason});
}

}  // namespace omnitrack::cache
