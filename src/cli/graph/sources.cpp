#include "cli/graph/sources.hpp"

#include <unordered_map>

namespace omnitrack::cli {

namespace {

std::vector<graph::Origin> origins_of(const SideTemplate& from) {
  std::vector<graph::Origin> origins;
  if (from.origins.empty()) return origins;
  std::unordered_map<std::string_view, const ElementOrigin*> by_id;
  for (const ElementOrigin& each : from.origins) {
    if (each.kind == ConstructKind::resource) by_id.emplace(each.logical_id, &each);
  }
  for (const tmpl::ResourceEntry& resource : from.index().resources()) {
    graph::Origin& origin = origins.emplace_back();
    const auto found = by_id.find(resource.logical_id);
    if (found == by_id.end()) continue;
    origin.construct = found->second->path;
    const Source& source = found->second->source;
    if (source.line != 0)
      origin.line = std::string(source.file) + ':' + std::to_string(source.line);
  }
  return origins;
}

void add_source(const SideTemplate& from, std::string name, const PlaceOptions& place,
                std::vector<graph::StackSource>& sources) {
  sources.push_back({.name = std::move(name),
                     .index = &from.index(),
                     .account = from.account.empty() ? place.account.value_or("") : from.account,
                     .region = from.region.empty() ? place.region.value_or("") : from.region,
                     .origins = origins_of(from)});
}

}  // namespace

std::vector<graph::StackSource> stack_sources(const Side& side, const PlaceOptions& place) {
  std::vector<graph::StackSource> sources;
  for (const SideTemplate& each : side.templates) {
    add_source(each, each.name, place, sources);
    for (const SideTemplate& part : each.parts) {
      add_source(part, each.name + '.' + part.name, place, sources);
      sources.back().part_of = each.name;
      sources.back().part = part.name;
    }
  }
  return sources;
}

graph::Stacks joined_stacks(std::span<const Side> sides, const PlaceOptions& place) {
  std::vector<graph::StackTemplate> stacks;
  std::vector<const tmpl::Index*> all;
  std::string_view account;
  std::string_view region;
  for (const Side& side : sides) {
    for (const SideTemplate& each : side.templates) {
      graph::StackTemplate& stack = stacks.emplace_back();
      stack.name = each.name;
      stack.index = &each.index();
      stack.nested_in = each.nested_in;
      stack.nested_as = each.nested_as;
      all.push_back(stack.index);
      for (const SideTemplate& part : each.parts) {
        stack.parts.push_back({.id = part.name, .index = &part.index()});
      }
      if (account.empty()) account = each.account;
      if (region.empty()) region = each.region;
    }
  }
  const meaning::ToldPlace told = meaning::told_place(all, "the templates");
  return graph::Stacks(std::move(stacks), place_of(account, region, place, std::span(&told, 1)));
}

}  // namespace omnitrack::cli
