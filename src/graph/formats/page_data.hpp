#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/model/graph.hpp"
#include "graph/stacks/stacks.hpp"
#include "graph/views/view.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::graph {

/// What is wrong with a resource.
struct PageFinding {
  std::string code;
  std::string severity;
  std::string message;
  std::string place;
};

/// What the app states of itself, and what shows it.
struct PageRequirement {
  std::string id;
  std::string text;
  /// The resources that show it: the name of their stack, also of those in its parts, a slash and
  /// the logical id.
  std::set<std::string, std::less<>> shown_by = {};
};

/// What a page knows beside its pictures.
struct PageData {
  std::string title;
  const Graph* graph = nullptr;
  /// The same templates as one, to ask who reaches and may do what.
  const Stacks* stacks = nullptr;
  /// The resources of the old side that leave; null where there is none.
  const Graph* old = nullptr;
  ChangesByKey changes = {};
  std::map<std::string, std::vector<PageFinding>, std::less<>> findings = {};  ///< by key
  std::vector<Statement> statements = {};
  std::vector<PageRequirement> requirements = {};
};

/// The data as JSON, in which no `<` stands.
std::string page_json(const std::vector<View>& views, const PageData& data);

}  // namespace omnitrack::graph
