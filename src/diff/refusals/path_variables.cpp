#include "diff/refusals/refusal_check.hpp"
#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

using meaning::only_value;
using tmpl::Node;

namespace {

/// A resource of an API whose path part is a variable.
struct PathVariable {
  const tmpl::ResourceEntry* resource = nullptr;
  std::string parent;
  std::string_view part;
};

std::optional<PathVariable> variable_of(const StackDiff& diff, const tmpl::Index& index,
                                        const tmpl::ResourceEntry& resource) {
  if (resource.type_name != "AWS::ApiGateway::Resource") return std::nullopt;
  const Node* parent = only_value(index, resource, "ParentId");
  const auto part = meaning::known_text(only_value(index, resource, "PathPart"));
  if (parent == nullptr || !part || !part->starts_with('{')) return std::nullopt;
  if (follows_replacement(diff, *parent)) return std::nullopt;
  return PathVariable{&resource, meaning::canonical_text(*parent, {}), *part};
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
void refuse_path_variables_in(const StackDiff& diff, std::size_t stack,
                              std::vector<Refusal>& refusals) {
  std::vector<PathVariable> old_ones;
  for (const tmpl::ResourceEntry& each : diff.before->resources()) {
    if (auto variable = variable_of(diff, *diff.before, each)) old_ones.push_back(*variable);
  }
  for (const ResourceChange& change : diff.resources) {
    if (!change.is_made()) continue;
    const auto made = variable_of(diff, *diff.after, *change.after);
    if (!made) continue;
    for (const PathVariable& old : old_ones) {
      // One part twice is claimed twice.
      if (old.parent != made->parent || old.part == made->part) continue;
      report_refusal(
          refusals, as_error(codes::OT5109), stack, change.logical_id, change.type_name,
          {.path = meaning::property_path("PathPart"),
           .what = "its parent has one variable path part at most, and '" + std::string(old.part) +
                   "' of '" + std::string(old.resource->logical_id) + "' is there until '" +
                   std::string(made->part) + "' is made",
           .hint = "keep the name of the variable, or remove the old resource in a deployment "
                   "before",
           .is_certain =
               is_surely_made(diff, change) && is_unconditional(diff.before, old.resource)});
      break;
    }
  }
}

}  // namespace

void refuse_path_variables(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const StackDiff& diff = diffs[stack];
    if (diff.before != nullptr && diff.after != nullptr) {
      refuse_path_variables_in(diff, stack, refusals);
    }
  }
}

}  // namespace omnitrack::diff
