#include "graph/model/targets.hpp"

#include <algorithm>

#include "diff/changes/handed_on.hpp"
#include "meaning/cases.hpp"
#include "meaning/exports.hpp"

namespace omnitrack::graph {

namespace {

// How far outputs of other stacks are followed that are made of others' again.
constexpr int most_crossings = 4;

void add_once(std::size_t resource, std::vector<std::size_t>& found) {
  if (std::ranges::find(found, resource) == found.end()) found.push_back(resource);
}

}  // namespace

Targets::Targets(const Graph& graph) : graph_(graph), names_(graph) {
  for (std::size_t i = 0; i < graph.stacks.size(); ++i) {
    const StackSource& stack = graph.stacks[i];
    stacks_.emplace(stack.name, i);
    if (graph.stacks.size() == 1) continue;
    for (const meaning::NamedExport& each : meaning::exports_of(*stack.index, stack.name)) {
      const tmpl::Node* value = each.output->value.find("Value");
      if (value != nullptr) exports_.emplace(each.name.text, Output{i, value});
    }
  }
}

Targets::Output Targets::imported(std::size_t stack, const tmpl::Node& call) const {
  const StackSource& from = graph_.stacks[stack];
  if (call.calls(tmpl::Function::import_value)) {
    const auto name = meaning::export_name(call.argument(), *from.index, from.name);
    const auto found = name ? exports_.find(name->text) : exports_.end();
    return found == exports_.end() ? Output{} : found->second;
  }
  const auto read = meaning::output_read(call, *from.index, from.name);
  const auto found = read ? stacks_.find(read->stack) : stacks_.end();
  if (found == stacks_.end()) return {};
  return {.stack = found->second,
          .value = diff::value_of_output(*graph_.stacks[found->second].index, read->output)};
}

// Between a stack and its parts: a parameter of a part, or `NestedStack.Outputs.Name`.
Targets::Output Targets::handed_on(std::size_t stack, const meaning::Name& name) const {
  const StackSource& from = graph_.stacks[stack];
  if (!from.part_of.empty() && from.index->find_parameter(name.text) != nullptr) {
    const auto whole = stacks_.find(from.part_of);
    if (whole == stacks_.end()) return {};
    const tmpl::Node* given =
        diff::parameters_given(*graph_.stacks[whole->second].index, from.part);
    return {.stack = whole->second, .value = given == nullptr ? nullptr : given->find(name.text)};
  }
  constexpr std::string_view outputs = "Outputs.";
  if (!name.attribute.starts_with(outputs)) return {};
  const auto part = stacks_.find(from.name + '.' + std::string(name.text));
  if (part == stacks_.end()) return {};
  return {.stack = part->second,
          .value = diff::value_of_output(*graph_.stacks[part->second].index,
                                         name.attribute.substr(outputs.size()))};
}

template <typename Visit>
void Targets::for_each_crossing(std::size_t stack, const tmpl::Node& call,
                                const Visit& visit) const {
  if (graph_.stacks.size() == 1) return;
  const auto hand_on = [&](const Output& output) {
    if (output.value != nullptr) visit(output.stack, *output.value);
  };
  hand_on(imported(stack, call));
  meaning::for_each_name(call, [&](const meaning::Name& name) { hand_on(handed_on(stack, name)); });
}

void Targets::add(std::size_t stack, const tmpl::Node& value, int depth,
                  std::vector<std::size_t>& found) const {
  meaning::for_each_call(value, [&](const tmpl::Node& call) {
    meaning::for_each_name(call, [&](const meaning::Name& name) {
      if (name.of != meaning::Name::Of::entry) return;
      const std::size_t target = graph_.find(stack, name.text);
      if (target != nowhere) add_once(target, found);
    });
    if (depth == most_crossings) return;
    for_each_crossing(stack, call, [&](std::size_t source, const tmpl::Node& output) {
      add(source, output, depth + 1, found);
    });
  });
}

std::vector<std::size_t> Targets::of(std::size_t stack, const tmpl::Node& value) const {
  std::vector<std::size_t> found;
  add(stack, value, 0, found);
  return found;
}

std::vector<std::size_t> Targets::at(std::size_t resource, std::string_view way) const {
  std::vector<std::size_t> found;
  for (const std::vector<std::size_t>& each : each_at(resource, way)) {
    for (const std::size_t target : each) add_once(target, found);
  }
  return found;
}

std::vector<std::size_t> Targets::named_at(std::size_t resource, std::string_view way,
                                           const tmpl::Node& value) const {
  std::vector<std::size_t> named = of(graph_.resources[resource].stack, value);
  if (!named.empty()) return named;
  const std::size_t by_name = names_.named_by(resource, way, value);
  if (by_name != nowhere) named.push_back(by_name);
  return named;
}

std::vector<std::vector<std::size_t>> Targets::each_at(std::size_t resource,
                                                       std::string_view way) const {
  if (way == ".") return {{resource}};
  std::vector<std::vector<std::size_t>> found;
  const Resource& from = graph_.resources[resource];
  if (from.entry->properties == nullptr) return found;
  const meaning::Path root;
  meaning::for_each_at(*from.entry->properties, way, root,
                       [&](const tmpl::Node& value, const meaning::Path&) {
                         found.push_back(named_at(resource, way, value));
                       });
  return found;
}

void Targets::add_crossings(std::vector<Naming>& namings) const {
  if (graph_.stacks.size() == 1) return;
  for (std::size_t i = 0; i < graph_.resources.size(); ++i) {
    const Resource& resource = graph_.resources[i];
    meaning::for_each_call(resource.entry->member->value, [&](const tmpl::Node& call) {
      for_each_crossing(resource.stack, call, [&](std::size_t source, const tmpl::Node& output) {
        for (const std::size_t target : of(source, output)) {
          namings.push_back({.user = i,
                             .target = target,
                             .attribute = {},
                             .at = &call,
                             .is_of_other_stack = true});
        }
      });
    });
  }
}

}  // namespace omnitrack::graph
