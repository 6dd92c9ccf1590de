#include <algorithm>
#include <cctype>
#include <memory>
#include <span>

#include "graph/model/kinds.hpp"
#include "graph/views/nodes.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::graph {

namespace {

// From so many on, resources of one type below one construct stand as one.
constexpr std::size_t fewest_leaves_in_fold = 3;

// A path that is longer than any app's ends in one name.
constexpr std::size_t most_levels = 60;

struct Construct {
  std::string name;
  std::string path;
  std::vector<std::unique_ptr<Construct>> parts = {};
  std::vector<std::size_t> resources = {};

  std::map<std::string, Construct*, std::less<>> part_of = {};

  Construct& part(std::string_view id) {
    if (const auto found = part_of.find(id); found != part_of.end()) return *found->second;
    parts.push_back(std::make_unique<Construct>(
        Construct{.name = std::string(id), .path = path + '/' + std::string(id)}));
    part_of.emplace(id, parts.back().get());
    return *parts.back();
  }
};

class Tree {
 public:
  Tree(const Graph& graph, View& view) : graph_(graph), view_(view) {}

  void draw() {
    for (std::size_t i = 0; i < graph_.stacks.size(); ++i) {
      Construct root{.name = graph_.stacks[i].name, .path = graph_.stacks[i].name};
      for (std::size_t j = graph_.first_of_stack[i]; j < graph_.first_of_stack[i + 1]; ++j) {
        add(root, j);
      }
      view_.boxes.push_back({.kind = BoxKind::stack, .title = "Stack " + root.name});
      draw_parts(root, nowhere);
    }
  }

 private:
  // `Network`, but `API`.
  static std::string title_of(schema::Family family) {
    std::string title(name_of(family));
    const bool is_short = family == schema::Family::api || family == schema::Family::ai;
    for (char& c : is_short ? std::span(title) : std::span(title).first(1)) {
      c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return title;
  }

  // By the ids of its path below the stack; where it has none, by its family.
  void add(Construct& root, std::size_t at) {
    const Resource& resource = graph_.resources[at];
    Construct* construct = &root;
    std::string_view path = resource.origin.construct;
    if (path.empty()) {
      construct = &root.part(title_of(resource.family));
    } else {
      if (path.starts_with(root.name + '/')) path.remove_prefix(root.name.size() + 1);
      if (path == root.name) path = {};
      for (std::size_t depth = 0; !path.empty(); ++depth) {
        const std::size_t slash = depth < most_levels ? path.find('/') : std::string_view::npos;
        construct = &construct->part(path.substr(0, slash));
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
      }
    }
    construct->resources.push_back(at);
  }

  std::size_t add_node(ViewNode node, std::size_t parent) {
    node.box = view_.boxes.size() - 1;
    view_.nodes.push_back(std::move(node));
    const std::size_t at = view_.nodes.size() - 1;
    if (parent != nowhere) {
      view_.edges.push_back({.from = parent, .to = at, .kind = EdgeKind::part});
    }
    return at;
  }

  void draw(const Construct& construct, std::size_t parent) {
    const bool is_of_family = is_family(construct);
    const std::size_t node =
        add_node({.name = construct.name.empty() ? "(no name)" : construct.name,
                  .kind = is_of_family ? "Family" : "Construct",
                  .family = is_of_family ? graph_.resources[construct.resources.front()].family
                                         : schema::Family::other,
                  .own_key = "construct:" + construct.path},
                 parent);
    draw_parts(construct, node);
  }

  // A part that is one resource alone stands as that, with those of the construct itself.
  void draw_parts(const Construct& construct, std::size_t node) {
    const auto is_leaf = [](const Construct& part) {
      return part.parts.empty() && part.resources.size() == 1;
    };
    std::vector<std::size_t> leaves = construct.resources;
    for (const auto& part : construct.parts) {
      if (is_leaf(*part)) leaves.push_back(part->resources.front());
    }
    draw_leaves(leaves, node);
    for (const auto& part : construct.parts) {
      if (!is_leaf(*part)) draw(*part, node);
    }
  }

  [[nodiscard]] bool is_family(const Construct& construct) const {
    return !construct.resources.empty() &&
           graph_.resources[construct.resources.front()].origin.construct.empty();
  }

  void draw_leaves(const std::vector<std::size_t>& leaves, std::size_t parent) {
    std::vector<std::vector<std::size_t>> groups;
    std::map<std::string_view, std::size_t> place_of;
    for (const std::size_t leaf : leaves) {
      const auto [place, is_new] =
          place_of.try_emplace(graph_.resources[leaf].type(), groups.size());
      if (is_new) groups.emplace_back();
      groups[place->second].push_back(leaf);
    }
    for (const auto& group : groups) {
      if (group.size() >= fewest_leaves_in_fold) {
        const Resource& first = graph_.resources[group.front()];
        add_node(node_of_several(graph_, group, plural_of(kind_of(first.type()), first.type())),
                 parent);
      } else {
        for (const std::size_t leaf : group) add_node(node_of_resource(graph_, leaf), parent);
      }
    }
  }

  const Graph& graph_;
  View& view_;
};

}  // namespace

View tree_view(const Graph& graph) {
  const bool has_paths = std::ranges::any_of(
      graph.resources, [](const Resource& each) { return !each.origin.construct.empty(); });
  View view{.name = "tree",
            .title = has_paths ? "Constructs" : "Resources",
            .about = has_paths ? "The tree of constructs, and the resources that each makes."
                               : "The resources by family; the template names no constructs.",
            .arrangement = Arrangement::tree};
  Tree(graph, view).draw();
  return view;
}

}  // namespace omnitrack::graph
