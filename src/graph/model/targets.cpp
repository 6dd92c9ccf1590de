#include "graph/model/targets.hpp"

#include <algorithm>

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

Targets::Targets(const Graph& graph) : graph_(graph) {
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

const tmpl::Node* Targets::crossing(std::size_t stack, const tmpl::Node& call,
                                    std::size_t& source) const {
  const tmpl::Index& index = *graph_.stacks[stack].index;
  if (call.calls(tmpl::Function::import_value)) {
    const auto name = meaning::export_name(call.argument(), index, graph_.stacks[stack].name);
    const auto found = name ? exports_.find(name->text) : exports_.end();
    if (found == exports_.end()) return nullptr;
    source = found->second.stack;
    return found->second.value;
  }
  const auto read = meaning::output_read(call, index, graph_.stacks[stack].name);
  const auto found = read ? stacks_.find(read->stack) : stacks_.end();
  if (found == stacks_.end()) return nullptr;
  source = found->second;
  for (const tmpl::Member& output : graph_.stacks[source].index->outputs()) {
    if (output.key() == read->output) return output.value.find("Value");
  }
  return nullptr;
}

void Targets::add(std::size_t stack, const tmpl::Node& value, int depth,
                  std::vector<std::size_t>& found) const {
  meaning::for_each_call(value, [&](const tmpl::Node& call) {
    meaning::for_each_name(call, [&](const meaning::Name& name) {
      if (name.of != meaning::Name::Of::entry) return;
      const std::size_t target = graph_.find(stack, name.text);
      if (target != nowhere) add_once(target, found);
    });
    if (graph_.stacks.size() == 1 || depth == most_crossings) return;
    std::size_t source = 0;
    const tmpl::Node* output = crossing(stack, call, source);
    if (output != nullptr) add(source, *output, depth + 1, found);
  });
}

std::vector<std::size_t> Targets::of(std::size_t stack, const tmpl::Node& value) const {
  std::vector<std::size_t> found;
  add(stack, value, 0, found);
  return found;
}

std::vector<std::size_t> Targets::at(std::size_t resource, std::string_view way) const {
  if (way == ".") return {resource};
  std::vector<std::size_t> found;
  const Resource& from = graph_.resources[resource];
  if (from.entry->properties == nullptr) return found;
  const meaning::Path root;
  meaning::for_each_at(
      *from.entry->properties, way, root,
      [&](const tmpl::Node& value, const meaning::Path&) { add(from.stack, value, 0, found); });
  return found;
}

void Targets::add_crossings(std::vector<Naming>& namings) const {
  if (graph_.stacks.size() == 1) return;
  for (std::size_t i = 0; i < graph_.resources.size(); ++i) {
    const Resource& resource = graph_.resources[i];
    meaning::for_each_call(resource.entry->member->value, [&](const tmpl::Node& call) {
      std::size_t source = 0;
      const tmpl::Node* output = crossing(resource.stack, call, source);
      if (output == nullptr) return;
      for (const std::size_t target : of(source, *output)) {
        namings.push_back(
            {.user = i, .target = target, .attribute = {}, .at = &call, .is_of_other_stack = true});
      }
    });
  }
}

}  // namespace omnitrack::graph
