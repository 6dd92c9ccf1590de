#pragma once

#include <map>
#include <string>
#include <vector>

#include "graph/stacks/stacks.hpp"
#include "graph/views/connections.hpp"
#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// The templates as AWS's own pictures show them: regions, VPCs, zones and subnets as boxes, what
/// serves someone as nodes, and what only wires these together drawn with them.
View architecture_view(const Graph& graph);

/// The constructs of an app, or of a template that tells their paths, with their resources; of
/// another template the families of its resources.
View tree_view(const Graph& graph);

/// What is told beside a view in words.
struct Statement {
  std::string view;
  std::string title;
  std::vector<std::string> lines;
};

/// What stands in networks, and who can connect to whom there, by routes, network ACLs and security
/// groups. Adds in words what is open to the world, how subnets reach the internet, and what
/// reaches what takes connections.
View network_view(const Graph& graph, AskedConnections& connections,
                  std::vector<Statement>& statements);

/// Who may do what to what, as policies of identities and of resources say together. Adds the same
/// in words.
View permissions_view(const Graph& graph, const Stacks& stacks, std::vector<Statement>& statements);

/// The way of data: who calls whom, who reads and writes what, and who connects to databases and
/// caches over the network, from the internet on.
View data_flow_view(const Graph& graph, AskedConnections& asked);

/// What happens to a resource.
struct Change {
  Fate fate = {};
  std::string action = {};               ///< for people, e.g. `replace`
  std::vector<std::string> rows = {};    ///< what differs
  std::vector<std::string> losses = {};  ///< what is lost
  std::vector<std::string> opened = {};  ///< what becomes more open
};

/// The changes of resources by their keys.
using ChangesByKey = std::map<std::string, Change, std::less<>>;

/// What changes between two sides, with what stands next to it: the resources that leave are those
/// of the old side.
View change_view(const Graph& graph, const Graph& old, const ChangesByKey& changes);

}  // namespace omnitrack::graph
