#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "graph/model/graph.hpp"
#include "graph/views/view.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::graph {

/// What is told beside a view in words.
struct Statement {
  std::string view;
  std::string title;
  std::vector<std::string> lines;
};

/// What is wrong with a resource.
struct PageFinding {
  std::string code;
  std::string severity;
  std::string message;
  std::string place;
};

/// What a page knows beside its pictures.
struct PageData {
  std::string title;
  const Graph* graph = nullptr;
  /// The resources of the old side that leave; null where there is none.
  const Graph* old = nullptr;
  ChangesByKey changes = {};
  std::map<std::string, std::vector<PageFinding>, std::less<>> findings = {};  ///< by key
  std::vector<Statement> statements = {};
};

/// The data as JSON, in which no `<` stands.
std::string page_json(const std::vector<View>& views, const PageData& data);

}  // namespace omnitrack::graph
