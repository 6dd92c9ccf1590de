#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "meaning/references.hpp"
#include "schema/facts.hpp"
#include "template/index.hpp"

namespace omnitrack::graph {

/// A place among others that leads nowhere.
inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Where a resource was made, as its app or its template tells.
struct Origin {
  std::string construct;  ///< the path of the construct; empty where it is not known
  std::string line;       ///< `FILE:LINE` of the code; empty where it is not known
};

/// A template to be drawn.
struct StackSource {
  std::string name;
  const tmpl::Index* index = nullptr;
  std::string account = {};  ///< empty where it is not known
  std::string region = {};
  /// Of a nested stack that a stack is split into: that stack's name, and its logical id there.
  std::string part_of = {};
  std::string part = {};
  /// Where its resources were made, in the order of the template; empty where nothing tells.
  std::vector<Origin> origins = {};
};

/// A resource of one of the templates.
struct Resource {
  std::string key;  ///< `Stack/LogicalId`
  std::size_t stack = 0;
  const tmpl::ResourceEntry* entry = nullptr;
  std::string kind;  ///< for people, e.g. `Lambda function`
  schema::Family family = schema::Family::other;
  bool is_grouped = false;
  bool is_global = false;
  Origin origin = {};
  bool is_in_given_subnets = false;  ///< whether a parameter gives the subnets that it stands in
  /// What it is drawn with: another resource; itself where it is drawn on its own.
  std::size_t owner = nowhere;

  [[nodiscard]] std::string_view id() const { return entry->logical_id; }
  [[nodiscard]] std::string_view type() const { return entry->type_name; }
};

/// One naming of a resource by another one.
struct Naming {
  std::size_t user = nowhere;
  std::size_t target = nowhere;
  std::string_view attribute;  ///< of a GetAtt, else empty
  const tmpl::Node* at = nullptr;
  meaning::Reference::How how = meaning::Reference::How::ref;
  bool is_of_other_stack = false;  ///< by an import or an output of another stack
};

/// What goes between two resources.
enum class EdgeKind : std::uint8_t { reference, permission, traffic, data, part };

/// Something that goes from one resource to another.
struct Edge {
  std::size_t from = nowhere;
  std::size_t to = nowhere;
  EdgeKind kind = EdgeKind::reference;
  std::string words = {};  ///< for people, e.g. `may dynamodb:GetItem`; may be empty
};

/// Templates as resources and what goes between them.
struct Graph {
  std::vector<StackSource> stacks;
  std::vector<Resource> resources;
  std::vector<Naming> namings;
  std::vector<Edge> flows;                  ///< as the properties of resources say
  std::vector<Edge> grants;                 ///< of policies, from the resource that they stand in
  std::vector<std::size_t> first_of_stack;  ///< the first resource of each, and the end of all

  /// The resource of a stack with a logical id; `nowhere` where there is none.
  [[nodiscard]] std::size_t find(std::size_t stack, std::string_view logical_id) const;
};

/// Reads templates, which must outlive the graph.
Graph read_graph(std::vector<StackSource> stacks);

}  // namespace omnitrack::graph
