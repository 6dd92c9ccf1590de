#include "split/split.hpp"

#include "split/part_mark.hpp"
#include "split/part_writer.hpp"
#include "split/placement.hpp"
#include "split/resource_graph.hpp"
#include "split/value_names.hpp"
#include "support/sha256.hpp"

namespace omnitrack::split {

namespace {

// A nested stack bears the name of no resource of the app, which may have come later.
std::vector<Problem> clashes(const ResourceGraph& graph, std::span<const Tenant> tenants) {
  std::vector<Problem> problems;
  for (const Tenant& each : tenants) {
    if (!each.home || each.home->empty()) continue;
    const auto resource = graph.find_resource(*each.home);
    if (!resource && graph.index().find_parameter(*each.home) == nullptr) continue;
    problems.push_back({.kind = Problem::Kind::full,
                        .logical_ids = {*each.home},
                        .message = "the nested stack '" + *each.home + "' has this logical id",
                        .hint = "give the construct another id"});
    break;
  }
  return problems;
}

// Under another name, the template would not be known as that of a part of the stack again.
std::vector<Problem> misnamed(const ResourceGraph& graph, std::span<const Tenant> tenants) {
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < tenants.size(); ++i) {
    const std::optional<std::string>& home = tenants[i].home;
    if (!home || home->empty() || is_part_name(*home)) continue;
    problems.push_back(
        {.kind = Problem::Kind::no_place,
         .logical_ids = {std::string(graph.logical_id(static_cast<std::uint32_t>(i)))},
         .message = "the lock file puts it into '" + *home +
                    "', and nested stacks are called NestedStack1, NestedStack2, …",
         .hint = "an earlier state of the lock file is in version control"});
    break;
  }
  return problems;
}

std::string url_of(const SplitRequest& request, const Part& part) {
  std::string url("https://");
  url.append(request.bucket).append(".s3.${AWS::Region}.${AWS::URLSuffix}/");
  return url.append(part.object_key);
}

}  // namespace

Split split_template(const tmpl::Index& index, std::span<const Tenant> tenants,
                     const SplitRequest& request) {
  Split split;
  if (const std::string_view why = unknown_references(index); !why.empty()) {
    split.problems.push_back({.kind = Problem::Kind::unsplittable,
                              .message = "the stack cannot be split: " + std::string(why),
                              .hint = "make several stacks of it"});
    return split;
  }
  const ResourceGraph graph(index);
  split.problems = misnamed(graph, tenants);
  if (split.problems.empty()) split.problems = clashes(graph, tenants);
  if (!split.problems.empty()) return split;
  const Placement placement = place(graph, tenants, request.limits);
  split.problems = placement.problems;
  if (!split.problems.empty()) return split;
  const Homes& homes = placement.homes;
  const std::vector<std::string> names = value_names(graph);
  PartWriter writer(request.stack, graph, homes, names);
  std::vector<std::string> urls;
  for (Home home = 1; home <= homes.names.size(); ++home) {
    Part part;
    part.name = homes.names[home - 1];
    part.text = text_of(writer.part(home), request.compact);
    part.object_key = support::sha256_hex(part.text) + ".json";
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
      if (homes.of[i] == home) part.logical_ids.emplace_back(graph.logical_id(i));
    }
    urls.push_back(url_of(request, part));
    split.parts.push_back(std::move(part));
  }
  split.text = text_of(writer.own(urls), request.compact);
  return split;
}

}  // namespace omnitrack::split
