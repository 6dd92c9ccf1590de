#include "graph/permissions/permissions.hpp"

#include <set>
#include <tuple>

#include "graph/views/answers.hpp"
#include "graph/views/edge_set.hpp"
#include "graph/views/fold.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::graph {

namespace {

// How many pairs are asked about exactly; of more, what single statements say.
constexpr std::size_t most_pairs_asked = 600;
constexpr std::size_t most_actions_shown = 6;

// Who may use what, perhaps.
struct Pair {
  std::size_t from = nowhere;
  std::size_t to = nowhere;
  std::size_t role = nowhere;  // by which `from` is started, and asked in its place

  friend bool operator<(const Pair& one, const Pair& other) {
    return std::tie(one.from, one.to, one.role) < std::tie(other.from, other.to, other.role);
  }
};

// Who acts by each role, and whom ECS starts by it.
struct ByRole {
  std::vector<std::size_t> actors = {};
  std::vector<std::size_t> started = {};
};

class Pairs {
 public:
  Pairs(const Graph& graph, const Permissions& permissions, const JoinedNames& names)
      : graph_(graph), names_(names), roles_(graph.resources.size()) {
    for (std::size_t i = 0; i < graph.resources.size(); ++i) {
      if (graph.resources[i].owner != i || names.name(i).empty()) continue;
      const std::string role = permissions.role_of(names.name(i));
      if (!role.empty()) by_role_[role].actors.push_back(i);
      const std::string starter = permissions.execution_role_of(names.name(i));
      if (!starter.empty()) by_role_[starter].started.push_back(i);
    }
    // A policy stands in a role that others act by, or names it.
    for (std::size_t i = 0; i < roles_.size(); ++i) roles_[i].push_back(i);
    for (const Naming& each : graph.namings) roles_[each.user].push_back(each.target);
  }

  // Whom policies and flows may let use whom: of what acts by a role, that which acts.
  std::set<Pair> find() {
    for (const Edge& each : graph_.grants) {
      pairs_.insert({.from = graph_.resources[each.from].owner, .to = each.to});
      for (const std::size_t role : roles_[each.from]) add(role, each.to);
    }
    for (const Edge& each : graph_.flows) {
      pairs_.insert(
          {.from = graph_.resources[each.from].owner, .to = graph_.resources[each.to].owner});
    }
    return std::move(pairs_);
  }

 private:
  void add(std::size_t role, std::size_t to) {
    const auto found = by_role_.find(names_.name(role));
    if (found != by_role_.end()) {
      for (const std::size_t each : found->second.actors) pairs_.insert({.from = each, .to = to});
      for (const std::size_t each : found->second.started) {
        pairs_.insert({.from = each, .to = to, .role = role});
      }
    } else if (graph_.resources[role].type() == "AWS::IAM::Role") {
      pairs_.insert({.from = role, .to = to});
    }
  }

  const Graph& graph_;
  const JoinedNames& names_;
  std::map<std::string, ByRole> by_role_;
  std::vector<std::vector<std::size_t>> roles_;  // of each policy
  std::set<Pair> pairs_;
};

std::string actions_of(const Permission& permission) {
  std::string words;
  for (std::size_t i = 0; i < permission.actions.size() && i < most_actions_shown; ++i) {
    words.append(words.empty() ? "" : ", ").append(permission.actions[i].action);
  }
  if (permission.actions.size() > most_actions_shown) {
    words += " and " + std::to_string(permission.actions.size() - most_actions_shown) + " more";
  }
  return words;
}

}  // namespace

View permissions_view(const Graph& graph, const Stacks& stacks,
                      std::vector<Statement>& statements) {
  View view{.name = "permissions",
            .title = "Permissions",
            .about =
                "Who may do what to which resource, as the policies say together; those of an "
                "organization stand in no template.",
            .empty = "No policy lets anything here use a resource of these templates"};
  const JoinedNames names(graph, stacks);
  const Permissions permissions(stacks);
  const std::set<Pair> pairs = Pairs(graph, permissions, names).find();
  std::vector<Edge> edges;
  for (const auto& [from, to, role] : pairs) {
    if (to == from || names.name(from).empty() || names.name(to).empty()) continue;
    // What is drawn with who may use it stands beside it here.
    const std::size_t owner = graph.resources[to].owner;
    const std::size_t shown = owner == from ? to : owner;
    if (pairs.size() > most_pairs_asked) {
      edges.push_back({.from = from, .to = shown, .words = "a policy says so"});
      continue;
    }
    const auto permission =
        permissions.may(names.name(role == nowhere ? from : role), names.name(to));
    if (!permission || permission->answer.verdict == Verdict::no) continue;
    std::string words = permission->answer.verdict == Verdict::yes ? "may " : "perhaps may ";
    words += actions_of(*permission);
    if (role != nowhere) words += " to start, by " + std::string(graph.resources[role].id());
    edges.push_back({.from = from, .to = shown, .words = std::move(words)});
  }
  std::vector<bool> is_drawn(graph.resources.size());
  for (const Edge& each : edges) {
    if (each.from != each.to) is_drawn[each.from] = is_drawn[each.to] = true;
  }
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < is_drawn.size(); ++i) {
    if (!is_drawn[i]) continue;
    candidates.push_back({.resource = i, .is_grouped = graph.resources[i].owner != i});
  }
  const std::vector<std::size_t> node_of = add_nodes(graph, candidates, view);
  EdgeSet set;
  std::map<std::size_t, Statement> by_target;
  for (const Edge& each : edges) {
    set.add(node_of[each.from], node_of[each.to], EdgeKind::permission, each.words);
    Statement& statement = by_target[each.to];
    statement.lines.push_back(std::string(graph.resources[each.from].id()) + ' ' + each.words);
  }
  view.edges = set.edges();
  for (auto& [target, statement] : by_target) {
    statement.view = view.name;
    statement.title = "Who may use " + std::string(graph.resources[target].id()) + "?";
    statements.push_back(std::move(statement));
  }
  return view;
}

}  // namespace omnitrack::graph
