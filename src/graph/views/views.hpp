#pragma once

#include <map>
#include <string>
#include <vector>

#include "graph/views/scene.hpp"

namespace omnitrack::graph {

/// The templates as AWS's own pictures show them: regions, VPCs, zones and subnets as boxes, what
/// serves someone as nodes, and what only wires these together drawn with them.
Scene architecture_view(const Model& model);

/// The constructs of an app, or of a template that tells their paths, with their resources; of
/// another template the families of its resources.
Scene tree_view(const Model& model);

/// Who may do what to what, as the policies of the templates say.
Scene permissions_view(const Model& model);

/// The way of data: who calls whom, who reads and writes what.
Scene data_flow_view(const Model& model);

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
Scene change_view(const Model& model, const Model& old, const ChangesByKey& changes);

}  // namespace omnitrack::graph
