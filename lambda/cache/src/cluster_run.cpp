#include "cluster_run.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "command_reader.hpp"
#include "failure.hpp"
#include "node_choice.hpp"

namespace omnitrack::cache {

namespace {

// More than a slot moves in the time of an operation, which the pauses between them stretch: then
// the nodes send it round in circles.
constexpr int most_redirections = 16;

// A slot that is being moved is waited for, as is a cluster that chooses a primary; longer each
// time, and the latter not for long, since a cache that is away is better done without.
constexpr std::chrono::milliseconds shortest_pause{2};
constexpr int most_doublings_of_pause = 5;
constexpr int most_pauses_for_a_primary = 5;

// What was learned so short before a failure counts as learned after it, so that failures of many
// callers ask the cluster a few times a second at most.
constexpr std::chrono::milliseconds still_new{100};

constexpr std::size_t usual_words = 8;

// A script finds out by itself that a key of its slot is not here any more.
bool is_of_a_moving_slot(const Reply& reply) {
  return reply.is_error("TRYAGAIN") ||
         (reply.is(Reply::Kind::error) &&
          reply.text.find("access a non local key") != std::string::npos);
}

// What may be over soon, on the same node.
bool may_pass(const Error& error) {
  return error.code == ErrorCode::slot_moving || error.code == ErrorCode::cluster_down ||
         error.message.starts_with("READONLY");
}

Error nobody_serves() {
  return {ErrorCode::cluster_down, "no node of the cluster serves the slot"};
}

// Whether a command may have had its effect although it failed.
bool may_have_run(const Error& error) {
  return error.code == ErrorCode::timed_out || error.code == ErrorCode::connection_lost ||
         error.code == ErrorCode::protocol_error;
}

}  // namespace

ClusterRun::ClusterRun(const Configuration& configuration, ClusterNodes& nodes, std::uint32_t turn)
    : configuration_(configuration),
      nodes_(nodes),
      turn_(turn),
      limit_(configuration.connect_timeout + configuration.command_timeout) {}

Result<std::vector<Reply>> ClusterRun::run(const Commands& commands) {
  prepare(commands);
  auto topology = nodes_.current(limit_);
  if (!topology) return failure_of(std::move(topology));
  topology_ = std::move(*topology);
  while (!is_settled()) {
    run_round(commands);
    if (needs_topology_) look_again();
    if (needs_pause_ && !pause()) break;
    if (limit_.left() == std::chrono::nanoseconds(0)) break;
  }
  return result();
}

void ClusterRun::prepare(const Commands& commands) {
  items_.reserve(commands.count());
  CommandReader reader(commands.bytes());
  SentCommand command;
  command.words.reserve(usual_words);
  while (reader.next(command)) {
    auto routing = route(command.words);
    Item item{command.bytes, routing.value_or(Routing{})};
    if (!routing) {
      item.error = std::move(routing).error();
      item.is_settled = true;
    }
    only_reads_ = only_reads_ && item.routing.is_read;
    items_.push_back(std::move(item));
  }
}

// A round of the only command there is needs no groups.
void ClusterRun::run_only(Item& item, const Commands& commands) {
  const NodePointer node = node_for(item);
  if (node == nullptr) {
    take_failure(item, nobody_serves(), node);
    return;
  }
  auto replies = node->client().receive(node->client().send(commands, limit_));
  if (replies) {
    take(item, std::move(replies->front()), node);
  } else {
    take_failure(item, replies.error(), node);
  }
}

void ClusterRun::run_round(const Commands& commands) {
  if (items_.size() == 1 && items_[0].asked == nullptr) {
    run_only(items_[0], commands);
    return;
  }
  std::vector<Group> groups = group();
  std::vector<Client::Sent> sent;
  sent.reserve(groups.size());
  for (Group& group : groups) {
    // Most often all goes to one node as it is.
    const bool has_asked = std::any_of(group.items.begin(), group.items.end(),
                                       [](const Item* each) { return each->asked != nullptr; });
    if (group.items.size() == items_.size() && !has_asked) {
      sent.push_back(group.node->client().send(commands, limit_));
      continue;
    }
    for (const Item* item : group.items) {
      if (item->asked != nullptr) group.commands.add({"ASKING"});
      group.commands.add_sent(item->bytes);
    }
    sent.push_back(group.node->client().send(group.commands, limit_));
  }
  for (std::size_t i = 0; i < groups.size(); ++i) {
    auto replies = groups[i].node->client().receive(std::move(sent[i]));
    if (replies) {
      take(groups[i], std::move(*replies));
    } else {
      take_failure(groups[i], replies.error());
    }
  }
}

// Connections are taken in the order of the nodes, so that no two callers wait for each other's.
std::vector<ClusterRun::Group> ClusterRun::group() {
  std::vector<Group> groups;
  for (Item& item : items_) {
    if (item.is_settled) continue;
    NodePointer node = node_for(item);
    if (node == nullptr) {
      take_failure(item, nobody_serves(), node);
      continue;
    }
    const auto found = std::find_if(groups.begin(), groups.end(),
                                    [&](const Group& each) { return each.node == node; });
    if (found != groups.end()) {
      found->items.push_back(&item);
    } else {
      groups.push_back({std::move(node), {&item}});
    }
  }
  std::sort(groups.begin(), groups.end(),
            [](const Group& a, const Group& b) { return a.node->endpoint() < b.node->endpoint(); });
  return groups;
}

NodePointer ClusterRun::node_for(Item& item) {
  if (item.asked != nullptr) return item.asked;
  if (!item.routing.slot) {
    const auto& shards = topology_->shards();
    return shards[turn_ % shards.size()].primary;
  }
  const Shard* const shard = topology_->shard_of(*item.routing.slot);
  if (shard == nullptr) return nullptr;
  if (item.readers_failed == 0 && !may_read_elsewhere(item)) return shard->primary;
  const std::vector<NodePointer> nodes = readers(item);
  return item.readers_failed < nodes.size() ? nodes[item.readers_failed] : nullptr;
}

// All of one run are reads or none goes to a replica, which may not have what a write before it
// did.
bool ClusterRun::may_read_elsewhere(const Item& item) const {
  return only_reads_ && !item.wants_primary &&
         configuration_.cluster.read_from != ReadFrom::primary;
}

std::vector<NodePointer> ClusterRun::readers(const Item& item) const {
  const Shard* const shard = topology_->shard_of(*item.routing.slot);
  if (shard == nullptr) return {};
  if (!may_read_elsewhere(item)) return {shard->primary};
  return readers_of(*shard, configuration_.cluster, turn_, limit_);
}

void ClusterRun::take(const Group& group, std::vector<Reply>&& replies) {
  std::size_t next = 0;
  for (Item* item : group.items) {
    // The reply to ASKING says nothing.
    if (item->asked != nullptr) ++next;
    item->asked = nullptr;
    take(*item, std::move(replies[next++]), group.node);
  }
}

void ClusterRun::take(Item& item, Reply&& reply, const NodePointer& from) {
  if (is_of_a_moving_slot(reply)) {
    item.error = {ErrorCode::slot_moving, reply.text};
    needs_pause_ = true;
  } else if (reply.is_error("CLUSTERDOWN")) {
    take_failure(item, {ErrorCode::cluster_down, reply.text}, from);
  } else if (reply.is(Reply::Kind::error) && is_redirection(reply.text)) {
    follow(item, reply, from);
  } else {
    item.error.reset();
    item.reply = std::move(reply);
    item.is_settled = true;
  }
}

void ClusterRun::follow(Item& item, const Reply& reply, const NodePointer& from) {
  const auto redirection = redirection_in(reply.text, from->endpoint());
  const bool makes_sense = redirection && redirection->slot == item.routing.slot;
  NodePointer to = makes_sense ? nodes_.node_at(redirection->to) : nullptr;
  if (to == nullptr || item.redirections == most_redirections) {
    item.error = {
        to == nullptr ? ErrorCode::protocol_error : ErrorCode::slot_moving,
        fmt::format("redirected {}: {}", to == nullptr ? "to nowhere" : "in circles", reply.text)};
    item.is_settled = true;
    return;
  }
  item.error = {ErrorCode::slot_moving, reply.text};
  // Nodes that do not yet agree on who has a slot send it to and fro.
  if (++item.redirections > 1) needs_pause_ = true;
  if (redirection->kind == Redirection::Kind::ask) {
    item.asked = std::move(to);
    return;
  }
  topology_ = nodes_.note_moved(redirection->slot, to);
  ask_the_primary(item);
}

void ClusterRun::ask_the_primary(Item& item) {
  item.readers_failed = 0;
  item.wants_primary = true;
}

void ClusterRun::take_failure(const Group& group, const Error& error) {
  for (Item* item : group.items) take_failure(*item, error, group.node);
}

void ClusterRun::take_failure(Item& item, const Error& error, const NodePointer& from) {
  item.error = error;
  item.asked = nullptr;
  if (error.code == ErrorCode::busy || error.code == ErrorCode::deadline_exceeded) {
    item.is_settled = true;
    return;
  }
  if (item.routing.slot && item.readers_failed + 1 < readers(item).size()) {
    ++item.readers_failed;
    return;
  }
  nodes_.note_doubt();
  item.is_settled = may_have_run(error);
  item.waits_for_topology = !item.is_settled;
  needs_topology_ = needs_topology_ || item.waits_for_topology;
  item.failed = from;
  if (const Shard* const shard =
          only_reads_ && item.routing.slot ? topology_->shard_of(*item.routing.slot) : nullptr) {
    item.failed = shard->primary;
  }
}

// What was refused or not sent goes to whoever has the slot now, if that is another. Where a node
// is left alone anyway nobody waits.
void ClusterRun::look_again() {
  needs_topology_ = false;
  const bool waits = std::any_of(items_.begin(), items_.end(), [](const Item& each) {
    return each.waits_for_topology && each.error->code != ErrorCode::unavailable;
  });
  if (waits || !nodes_.is_being_learned()) {
    auto topology = nodes_.learned_after(Deadline::Clock::now() - still_new, limit_);
    if (topology) topology_ = std::move(*topology);
  }
  for (Item& item : items_) {
    if (item.waits_for_topology) retry_elsewhere(item);
  }
}

void ClusterRun::retry_elsewhere(Item& item) {
  item.waits_for_topology = false;
  ask_the_primary(item);
  if (node_for(item) != std::exchange(item.failed, nullptr)) return;
  if (may_pass(*item.error) && pauses_ < most_pauses_for_a_primary) {
    needs_pause_ = true;
  } else {
    item.is_settled = true;
  }
}

// False where the limit comes first.
bool ClusterRun::pause() {
  needs_pause_ = false;
  const auto longest = shortest_pause * (1 << std::min(pauses_++, most_doublings_of_pause));
  if (limit_.left() <= longest) return false;
  std::this_thread::sleep_for(longest);
  return true;
}

bool ClusterRun::is_settled() const {
  return std::all_of(items_.begin(), items_.end(),
                     [](const Item& each) { return each.is_settled; });
}

Result<std::vector<Reply>> ClusterRun::result() {
  const bool has_failed = std::all_of(items_.begin(), items_.end(),
                                      [](const Item& each) { return each.error.has_value(); });
  if (has_failed && !items_.empty()) return tl::unexpected<Error>(std::move(*items_[0].error));
  std::vector<Reply> replies;
  replies.reserve(items_.size());
  for (Item& item : items_) {
    Reply& reply = replies.emplace_back(std::move(item.reply));
    if (!item.error) continue;
    reply.kind = Reply::Kind::error;
    reply.code = item.error->code;
    reply.text = std::move(item.error->message);
  }
  return replies;
}

}  // namespace omnitrack::cache
