#include "graph/model/grants.hpp"
#include "graph/model/graph.hpp"
#include "graph/model/kinds.hpp"
#include "graph/model/owners.hpp"
#include "graph/model/targets.hpp"

namespace omnitrack::graph {

namespace {

// In the type of a parameter that takes a subnet, or several.
constexpr std::string_view subnet_id = "AWS::EC2::Subnet::Id";

void add_resources(std::size_t stack, Graph& graph) {
  StackSource& source = graph.stacks[stack];
  graph.first_of_stack.push_back(graph.resources.size());
  const auto entries = source.index->resources();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const tmpl::ResourceEntry& entry = entries[i];
    const auto picture = schema::fact_of<schema::Picture>(entry.type_name);
    graph.resources.push_back({.key = source.name + '/' + std::string(entry.logical_id),
                               .stack = stack,
                               .entry = &entry,
                               .kind = kind_of(entry),
                               .family = family_of(entry.type_name),
                               .is_grouped = picture && picture->is_grouped,
                               .is_global = picture && picture->is_global});
    if (i < source.origins.size()) graph.resources.back().origin = std::move(source.origins[i]);
    Origin& origin = graph.resources.back().origin;
    const tmpl::Node* metadata = entry.member->value.find("Metadata");
    const tmpl::Node* path = metadata == nullptr ? nullptr : metadata->find("aws:cdk:path");
    if (origin.construct.empty() && path != nullptr) origin.construct = path->text();
  }
}

void add_namings(std::size_t stack, Graph& graph) {
  std::vector<meaning::Reference> references;
  const tmpl::Index& index = *graph.stacks[stack].index;
  meaning::collect_references(index, references);
  for (const meaning::Reference& each : references) {
    if (each.is_from_output) continue;
    const std::size_t user = graph.find(stack, each.user);
    const std::size_t target = graph.find(stack, each.target);
    if (user == nowhere) continue;
    if (target == nowhere) {
      const tmpl::ParameterEntry* parameter = index.find_parameter(each.target);
      const bool gives_subnets =
          parameter != nullptr && parameter->type_name.find(subnet_id) != std::string_view::npos;
      if (gives_subnets) graph.resources[user].is_in_given_subnets = true;
      continue;
    }
    graph.namings.push_back({.user = user,
                             .target = target,
                             .attribute = each.attribute,
                             .at = each.at,
                             .how = each.how});
  }
}

void add_flows(const Targets& targets, Graph& graph) {
  for (std::size_t i = 0; i < graph.resources.size(); ++i) {
    const auto picture = schema::fact_of<schema::Picture>(graph.resources[i].type());
    if (!picture) continue;
    for (std::uint32_t j = 0; j < picture->flows.size(); ++j) {
      const std::string_view flow = picture->flows[j];
      const std::size_t arrow = flow.find('>');
      const auto from = targets.at(i, flow.substr(0, arrow));
      const auto to = targets.at(i, flow.substr(arrow + 1));
      for (const std::size_t begin : from) {
        for (const std::size_t end : to) {
          if (begin == end) continue;
          graph.flows.push_back({.from = begin,
                                 .to = end,
                                 .kind = EdgeKind::traffic,
                                 .words = graph.resources[i].kind});
        }
      }
    }
  }
}

}  // namespace

std::size_t Graph::find(std::size_t stack, std::string_view logical_id) const {
  const tmpl::ResourceEntry* entry = stacks[stack].index->find_resource(logical_id);
  if (entry == nullptr) return nowhere;
  return first_of_stack[stack] +
         static_cast<std::size_t>(entry - stacks[stack].index->resources().data());
}

Graph read_graph(std::vector<StackSource> stacks) {
  Graph graph;
  graph.stacks = std::move(stacks);
  for (std::size_t i = 0; i < graph.stacks.size(); ++i) add_resources(i, graph);
  graph.first_of_stack.push_back(graph.resources.size());
  for (std::size_t i = 0; i < graph.stacks.size(); ++i) add_namings(i, graph);
  const Targets targets(graph);
  targets.add_crossings(graph.namings);
  add_flows(targets, graph);
  find_owners(targets, graph);
  find_grants(targets, graph);
  return graph;
}

}  // namespace omnitrack::graph
