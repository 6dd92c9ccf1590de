#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "graph/model/graph.hpp"

namespace omnitrack::graph {

/// Finds resources by the names that they are given: a policy may say its bucket by the text that
/// this has as `BucketName`.
class GivenNames {
 public:
  explicit GivenNames(const Graph& graph) : graph_(graph) {}

  /// The resource of the same stack that a property identifies by its name; `nowhere` for none.
  [[nodiscard]] std::size_t named_by(std::size_t resource, std::string_view property,
                                     const tmpl::Node& value) const;

 private:
  using Names = std::map<std::string, std::size_t, std::less<>>;
  [[nodiscard]] const Names& names_of(std::size_t stack, const schema::Relation& relation) const;

  const Graph& graph_;
  // By stack, and by type and property.
  mutable std::map<std::pair<std::size_t, std::string>, Names> names_;
};

}  // namespace omnitrack::graph
