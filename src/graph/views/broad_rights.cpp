#include "graph/views/broad_rights.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "graph/network/network.hpp"
#include "graph/views/connections.hpp"

namespace omnitrack::graph {

namespace {

constexpr std::size_t most_broad_pairs = 1600;
// Of so many at least is said that all may be used.
constexpr std::size_t least_for_every = 3;

class Asking {
 public:
  Asking(const Graph& graph, const Permissions& permissions, const JoinedNames& names,
         const std::set<std::pair<std::size_t, std::size_t>>& known)
      : permissions_(permissions), names_(names), known_(known) {
    std::set<std::string> taken;
    for (std::size_t i = 0; i < graph.resources.size(); ++i) {
      if (graph.resources[i].owner != i || names.name(i).empty()) continue;
      taken.insert(permissions.role_of(names.name(i)));
      taken.insert(permissions.execution_role_of(names.name(i)));
      if (permissions.can_act(names.name(i))) actors_.push_back(i);
      if (!permissions.services_of(names.name(i)).empty()) targets_.push_back(i);
    }
    std::erase_if(actors_, [&](std::size_t each) { return taken.contains(names.name(each)); });
  }

  BroadRights ask() {
    const Tries tries(permissions_);
    for (const std::size_t each : targets_) {
      if (tries.are_left()) ask_for(nowhere, each);
    }
    if (actors_.size() * targets_.size() > most_broad_pairs) {
      rights_.is_too_much = true;
      return std::move(rights_);
    }
    for (const std::size_t each : actors_) {
      if (tries.are_left()) ask_for(each);
    }
    rights_.is_too_much = !tries.are_left();
    return std::move(rights_);
  }

 private:
  // All at once where each may be used.
  void ask_for(std::size_t actor) {
    const std::size_t before = rights_.found.size();
    std::size_t asked = 0;
    of_all_too_ = 0;
    for (const std::size_t each : targets_) {
      if (each == actor || known_.contains({actor, each})) continue;
      ++asked;
      ask_for(actor, each);
    }
    const std::size_t found = rights_.found.size() - before;
    if (found < least_for_every || found + of_all_too_ != asked) return;
    BroadRight every{.from = actor, .permission = {.answer = open_answer()}};
    for (std::size_t i = before; i < rights_.found.size(); ++i) {
      add_actions(rights_.found[i].permission, every.permission);
    }
    rights_.found.resize(before);
    rights_.found.push_back(std::move(every));
  }

  void ask_for(std::size_t actor, std::size_t target) {
    const std::string_view from = actor == nowhere ? internet : names_.name(actor);
    auto permission = permissions_.may(from, names_.name(target));
    if (!permission || permission->answer.verdict == Verdict::no) return;
    if (actor == nowhere) {
      of_all_[target] = *permission;
    } else if (is_of_all(*permission, target)) {
      ++of_all_too_;
      return;
    }
    rights_.found.push_back({.from = actor, .to = target, .permission = std::move(*permission)});
  }

  // What the internet may do too is told of it alone.
  [[nodiscard]] bool is_of_all(const Permission& permission, std::size_t target) const {
    const auto all = of_all_.find(target);
    if (all == of_all_.end()) return false;
    return std::ranges::all_of(permission.actions, [&](const Allowed& each) {
      const auto same = std::ranges::find(all->second.actions, each.action, &Allowed::action);
      return same != all->second.actions.end() && same->answer.verdict >= each.answer.verdict;
    });
  }

  static void add_actions(const Permission& from, Permission& to) {
    to.answer.verdict = std::min(to.answer.verdict, from.answer.verdict);
    for (const Allowed& each : from.actions) {
      const bool is_known = std::ranges::any_of(
          to.actions, [&](const Allowed& other) { return other.action == each.action; });
      if (!is_known) to.actions.push_back(each);
    }
  }

  const Permissions& permissions_;
  const JoinedNames& names_;
  const std::set<std::pair<std::size_t, std::size_t>>& known_;
  std::vector<std::size_t> actors_;
  std::vector<std::size_t> targets_;
  std::map<std::size_t, Permission> of_all_;  // what the internet may do to each
  std::size_t of_all_too_ = 0;                // rights of an actor that the internet has too
  BroadRights rights_;
};

}  // namespace

BroadRights broad_rights(const Graph& graph, const Permissions& permissions,
                         const JoinedNames& names,
                         const std::set<std::pair<std::size_t, std::size_t>>& known) {
  return Asking(graph, permissions, names, known).ask();
}

}  // namespace omnitrack::graph
