#include "graph/permissions/permissions.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "graph/views/answers.hpp"
#include "graph/views/broad_rights.hpp"
#include "graph/views/connections.hpp"
#include "graph/views/edge_set.hpp"
#include "graph/views/fold.hpp"
#include "graph/views/nodes.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::graph {

namespace {

// How many pairs are asked about exactly; of more, what single statements say.
constexpr std::size_t most_pairs_asked = 600;
constexpr std::size_t most_actions_shown = 6;
constexpr const char* unasked_words = "a policy says so";

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

// What is drawn with who may use it stands beside it here.
std::size_t shown_for(const Graph& graph, std::size_t from, std::size_t to) {
  const std::size_t owner = graph.resources[to].owner;
  return owner == from ? to : owner;
}

std::string words_of(const Permission& permission) {
  const bool is_sure = permission.answer.verdict == Verdict::yes;
  return (is_sure ? "may " : "perhaps may ") + actions_of(permission);
}

// An edge to be: who may use what, `nowhere` for the internet and for every resource.
struct Right {
  std::size_t from = nowhere;
  std::size_t to = nowhere;
  std::string words = {};
  Verdict verdict = Verdict::yes;
  bool is_broad = false;  // whether no reference tells it
};

// What references tell.
std::vector<Right> named_rights(const Graph& graph, const Permissions& permissions,
                                const JoinedNames& names, const std::set<Pair>& pairs) {
  const Tries tries(permissions);
  std::vector<Right> edges;
  for (const auto& [from, to, role] : pairs) {
    if (to == from || names.name(from).empty() || names.name(to).empty()) continue;
    const std::size_t shown = shown_for(graph, from, to);
    if (pairs.size() > most_pairs_asked || !tries.are_left()) {
      edges.push_back(
          {.from = from, .to = shown, .words = unasked_words, .verdict = Verdict::perhaps});
      continue;
    }
    const auto permission =
        permissions.may(names.name(role == nowhere ? from : role), names.name(to));
    if (!permission || permission->answer.verdict == Verdict::no) continue;
    std::string words = words_of(*permission);
    if (role != nowhere) words += " to start, by " + std::string(graph.resources[role].id());
    edges.push_back({.from = from,
                     .to = shown,
                     .words = std::move(words),
                     .verdict = permission->answer.verdict});
  }
  return edges;
}

class PermissionsDrawing {
 public:
  PermissionsDrawing(const Graph& graph, const Stacks& stacks, View& view,
                     std::vector<Statement>& statements)
      : graph_(graph),
        names_(graph, stacks),
        permissions_(stacks),
        view_(view),
        statements_(statements) {}

  void draw() {
    find_rights();
    add_all_nodes();
    EdgeSet set;
    for (const Right& each : edges_) {
      set.add(node_from(each), node_to(each), EdgeKind::permission, each.words, {}, each.verdict);
    }
    view_.edges = set.edges();
    state();
  }

 private:
  void find_rights() {
    const std::set<Pair> pairs = Pairs(graph_, permissions_, names_).find();
    edges_ = named_rights(graph_, permissions_, names_, pairs);
    if (std::ranges::find(edges_, unasked_words, &Right::words) != edges_.end()) {
      view_.undecided.emplace_back("What an edge says by \"" + std::string(unasked_words) +
                                   "\" is not decided: ask `reach FROM TO`.");
    }
    std::set<std::pair<std::size_t, std::size_t>> known;
    for (const Pair& each : pairs) {
      if (each.role == nowhere) known.emplace(each.from, each.to);
    }
    const BroadRights broad = broad_rights(graph_, permissions_, names_, known);
    for (const BroadRight& each : broad.found) {
      edges_.push_back({.from = each.from,
                        .to = each.to,
                        .words = words_of(each.permission),
                        .verdict = each.permission.answer.verdict,
                        .is_broad = true});
    }
    if (!broad.is_too_much) return;
    const std::string unasked =
        "Rights that policies give by patterns are too many to ask about here: ask `reach FROM TO`";
    view_.undecided.push_back(unasked + '.');
    view_.empty = unasked;
    statements_.push_back({.view = view_.name, .title = "What is not drawn?", .lines = {unasked}});
  }

  void add_all_nodes() {
    std::vector<bool> is_drawn(graph_.resources.size());
    std::vector<bool> is_named(graph_.resources.size());
    bool has_internet = false;
    bool has_every = false;
    for (const Right& each : edges_) {
      if (each.from == each.to) continue;
      if (each.from == nowhere) has_internet = true;
      if (each.to == nowhere) has_every = true;
      if (each.from != nowhere) is_drawn[each.from] = true;
      if (each.to != nowhere) is_drawn[each.to] = true;
      if (each.from != nowhere) is_named[each.from] = true;
      if (each.to != nowhere && !each.is_broad) is_named[each.to] = true;
    }
    const std::map<std::string_view, bool> are_alike = alike_types();
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < is_drawn.size(); ++i) {
      if (!is_drawn[i]) continue;
      const bool is_grouped = graph_.resources[i].owner != i ||
                              (!is_named[i] && are_alike.at(graph_.resources[i].type()));
      candidates.push_back({.resource = i, .is_grouped = is_grouped});
    }
    node_of_ = add_nodes(graph_, candidates, view_);
    if (has_internet) {
      internet_ = view_.nodes.size();
      view_.nodes.push_back(internet_node());
    }
    if (has_every) {
      every_ = view_.nodes.size();
      view_.nodes.push_back({.name = "Every resource",
                             .kind = "Of these templates",
                             .family = schema::Family::other,
                             .own_key = "every resource"});
    }
  }

  // Whether the same may be done by the same to all of a type, such as to all subnets by `ec2:*`.
  [[nodiscard]] std::map<std::string_view, bool> alike_types() const {
    using Rights = std::set<std::tuple<std::size_t, std::string_view, Verdict>>;
    std::map<std::size_t, Rights> rights;
    for (const Right& each : edges_) {
      if (each.to != nowhere) rights[each.to].emplace(each.from, each.words, each.verdict);
    }
    std::map<std::string_view, bool> are_alike;
    std::map<std::string_view, const Rights*> first;
    for (const Resource& each : graph_.resources) are_alike.emplace(each.type(), true);
    for (const auto& [target, own] : rights) {
      const std::string_view type = graph_.resources[target].type();
      const auto [place, is_new] = first.try_emplace(type, &own);
      if (*place->second != own) are_alike[type] = false;
    }
    return are_alike;
  }

  [[nodiscard]] std::size_t node_from(const Right& edge) const {
    return edge.from == nowhere ? internet_ : node_of_[edge.from];
  }
  [[nodiscard]] std::size_t node_to(const Right& edge) const {
    return edge.to == nowhere ? every_ : node_of_[edge.to];
  }

  void state() {
    std::map<std::size_t, Statement> by_target;
    for (const Right& each : edges_) {
      const std::string from =
          each.from == nowhere ? "The internet" : std::string(graph_.resources[each.from].id());
      by_target[each.to].lines.push_back(from + ' ' + each.words);
    }
    for (auto& [target, statement] : by_target) {
      statement.view = view_.name;
      statement.title = target == nowhere
                            ? "Who may use every resource?"
                            : "Who may use " + std::string(graph_.resources[target].id()) + "?";
      statements_.push_back(std::move(statement));
    }
  }

  const Graph& graph_;
  JoinedNames names_;
  Permissions permissions_;
  View& view_;
  std::vector<Statement>& statements_;
  std::vector<Right> edges_;
  std::vector<std::size_t> node_of_;
  std::size_t internet_ = nowhere;
  std::size_t every_ = nowhere;
};

}  // namespace

View permissions_view(const Graph& graph, const Stacks& stacks,
                      std::vector<Statement>& statements) {
  View view{.name = "permissions",
            .title = "Permissions",
            .about =
                "Who may do what to which resource, as the policies say together; those of an "
                "organization stand in no template.",
            .empty = "No policy lets anything here use a resource of these templates"};
  PermissionsDrawing(graph, stacks, view, statements).draw();
  return view;
}

}  // namespace omnitrack::graph
