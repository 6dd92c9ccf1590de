#include "graph/model/owners.hpp"

#include <algorithm>

namespace omnitrack::graph {

namespace {

using schema::FactTexts;
using schema::Picture;

constexpr std::size_t most_steps = 8;

class Owners {
 public:
  Owners(const Targets& targets, Graph& graph)
      : graph_(graph),
        rules_(graph.resources.size(), FactTexts(0)),
        direct_(graph.resources.size(), nowhere),
        users_(graph.resources.size()),
        waiting_(graph.resources.size()),
        senders_(graph.resources.size(), nowhere),
        states_(graph.resources.size(), State::open) {
    for (std::size_t i = 0; i < graph.resources.size(); ++i) find_direct(targets, i);
    for (const Naming& each : graph.namings) {
      if (each.user == each.target) continue;
      const bool waits = each.how == meaning::Reference::How::depends_on;
      (waits ? waiting_ : users_)[each.target].push_back(each.user);
    }
    for (const Edge& each : graph.flows) {
      if (senders_[each.to] == nowhere) senders_[each.to] = each.from;
    }
  }

  void find_all() {
    for (std::size_t i = 0; i < graph_.resources.size(); ++i) graph_.resources[i].owner = owner(i);
    // What was drawn with something before it was known what this is drawn with.
    for (Resource& each : graph_.resources) {
      for (std::size_t steps = 0; steps < most_steps; ++steps) {
        each.owner = graph_.resources[each.owner].owner;
      }
    }
  }

 private:
  enum class State : std::uint8_t { open, underway, found };

  void find_direct(const Targets& targets, std::size_t at) {
    const auto picture = schema::fact_of<Picture>(graph_.resources[at].type());
    if (!picture) return;
    rules_[at] = picture->folds_into;
    for (std::uint32_t i = 0; i < picture->folds_into.size(); ++i) {
      const std::string_view rule = picture->folds_into[i];
      if (rule.starts_with('@')) continue;
      for (std::vector<std::size_t>& named : targets.each_at(at, rule)) {
        std::erase_if(named, [&](std::size_t target) {
          return target == at || graph_.resources[target].stack != graph_.resources[at].stack;
        });
        if (named.empty()) continue;
        direct_[at] = named.back();
        return;
      }
    }
  }

  std::size_t owner(std::size_t at) {
    if (states_[at] == State::found) return graph_.resources[at].owner;
    if (states_[at] == State::underway) return nowhere;
    states_[at] = State::underway;
    std::size_t found = nowhere;
    for (std::uint32_t i = 0; i < rules_[at].size() && found == nowhere; ++i) {
      const std::string_view rule = rules_[at][i];
      if (rule == "@user") {
        found = only_owner(at, users_[at]);
      } else if (rule == "@waiting") {
        found = only_owner(at, waiting_[at]);
      } else if (rule == "@sender") {
        if (senders_[at] != nowhere) found = owner(senders_[at]);
      } else if (direct_[at] != nowhere) {
        found = owner(direct_[at]);
        // Whatever that will be drawn with.
        if (found == nowhere) found = direct_[at];
      }
    }
    if (found == nowhere) found = at;
    states_[at] = State::found;
    graph_.resources[at].owner = found;
    return found;
  }

  // Whether a resource serves another one alone: not where it hands it on to who uses it, as an
  // instance profile does with its role.
  [[nodiscard]] bool is_part_of(std::size_t at, std::size_t whole) const {
    return direct_[at] == whole && (!rules_[at][0].starts_with("@user") || users_[at].empty());
  }

  // What all users are drawn with, if that is one thing: those that stand for themselves decide,
  // and where there are none, the others. What is a part of the resource does not use it.
  std::size_t only_owner(std::size_t at, const std::vector<std::size_t>& users) {
    for (const bool asks_parts : {false, true}) {
      std::size_t found = nowhere;
      for (const std::size_t user : users) {
        const Resource& from = graph_.resources[user];
        if (is_part_of(user, at) || from.stack != graph_.resources[at].stack) continue;
        if (from.type() == graph_.resources[at].type()) continue;
        if ((rules_[user].size() != 0) != asks_parts) continue;
        const std::size_t one = owner(user);
        if (one == nowhere || one == at) continue;
        if (found != nowhere && found != one) return nowhere;
        found = one;
      }
      if (found != nowhere) return found;
    }
    return nowhere;
  }

  Graph& graph_;
  std::vector<FactTexts> rules_;
  std::vector<std::size_t> direct_;  ///< what a property leads to
  std::vector<std::vector<std::size_t>> users_;
  std::vector<std::vector<std::size_t>> waiting_;
  std::vector<std::size_t> senders_;
  std::vector<State> states_;
};

}  // namespace

void find_owners(const Targets& targets, Graph& graph) { Owners(targets, graph).find_all(); }

}  // namespace omnitrack::graph
