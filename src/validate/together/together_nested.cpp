#include <algorithm>
#include <filesystem>

#include "meaning/known.hpp"
#include "meaning/nested_stacks.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"
#include "validate/together/together.hpp"

namespace omnitrack::validate {

using meaning::all_properties;
using meaning::find_value;
using meaning::may_have_more;
using meaning::Path;
using tmpl::Member;
using tmpl::Node;

namespace {

using Templates = std::unordered_map<std::string, const tmpl::Index*>;
using Children = std::unordered_map<std::string_view, const tmpl::Index*>;

/// The template that a nested stack is made of, where it is one of the given files.
const tmpl::Index* find_child(const tmpl::Index& parent, const tmpl::ResourceEntry& stack,
                              const Templates& templates) {
  const auto file = meaning::nested_file(parent, stack);
  const auto found = file ? templates.find(*file) : templates.end();
  return found == templates.end() ? nullptr : found->second;
}

void check_parameters_of(Reporter& report, const tmpl::ResourceEntry& stack,
                         const tmpl::Index& child) {
  const Node* properties = all_properties(stack);
  if (properties == nullptr || child.may_have_unseen()) return;
  const Node* given = find_value(properties, "Parameters");
  if (given != nullptr && (given->is_call() || may_have_more(*given))) return;
  const Path root;
  const Path section(root, "Resources");
  const Path entry(section, stack.logical_id);
  const Path properties_path(entry, "Properties");
  const Path path(properties_path, "Parameters");
  const std::string file = "'" + child.source().file() + "'";
  std::vector<std::string_view> names;
  for (const tmpl::ParameterEntry& each : child.parameters()) names.push_back(each.name);
  for (const Member& member : given == nullptr ? std::span<const Member>() : given->members()) {
    if (child.find_parameter(member.key()) != nullptr) continue;
    const Path at(path, member.key());
    report.error_at_key(codes::OT4707, member, at,
                        file + " has no parameter '" + std::string(member.key()) + "'",
                        did_you_mean(member.key(), names));
  }
  for (const tmpl::ParameterEntry& each : child.parameters()) {
    const bool is_given = given != nullptr && given->find(each.name) != nullptr;
    if (is_given || each.member->value.find("Default") != nullptr) continue;
    report.error(codes::OT4708, given == nullptr ? *properties : *given,
                 given == nullptr ? properties_path : path,
                 "the parameter '" + std::string(each.name) + "' of " + file + " gets no value",
                 "add it, or give it a 'Default' there");
  }
}

bool has_output(const tmpl::Index& index, std::string_view name) {
  if (index.may_have_unseen()) return true;
  return std::ranges::any_of(index.outputs(), [name](const Member& each) {
    return each.key() == name || tmpl::is_loop_key(each.key());
  });
}

void check_outputs_of(Reporter& report, const tmpl::Index& parent, const Children& children) {
  constexpr std::string_view prefix = "Outputs.";
  std::vector<meaning::Reference> references;
  meaning::collect_references(parent, references);
  for (const meaning::Reference& each : references) {
    const auto child = children.find(each.target);
    if (child == children.end() || !each.attribute.starts_with(prefix)) continue;
    const std::string_view output = each.attribute.substr(prefix.size());
    if (has_output(*child->second, output)) continue;
    std::vector<std::string_view> names;
    for (const Member& member : child->second->outputs()) names.push_back(member.key());
    const Path root;
    const Path section(root, each.is_from_output ? "Outputs" : "Resources");
    const Path at(section, each.user);
    report.error(
        codes::OT4709, *each.at, at,
        "'" + child->second->source().file() + "' has no output '" + std::string(output) + "'",
        did_you_mean(output, names));
  }
}

}  // namespace

void check_nested_stacks(std::span<const tmpl::Index* const> app, Findings& findings) {
  Templates templates;
  for (const tmpl::Index* index : app) {
    const std::filesystem::path file(index->source().file());
    templates.emplace(file.lexically_normal().generic_string(), index);
  }
  for (const tmpl::Index* index : app) {
    Reporter report(index->source(), findings);
    Children children;
    for (const tmpl::ResourceEntry& resource : index->resources()) {
      const tmpl::Index* child = find_child(*index, resource, templates);
      if (child == nullptr) continue;
      check_parameters_of(report, resource, *child);
      children.emplace(resource.logical_id, child);
    }
    if (!children.empty()) check_outputs_of(report, *index, children);
  }
}

}  // namespace omnitrack::validate
