#include "cli/reach/ends.hpp"

#include <algorithm>
#include <array>

#include "cli/failure.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "cli/stacks/resource_place.hpp"

namespace omnitrack::cli {

namespace {

constexpr std::array<std::string_view, 7> asked_for_first{
    "AWS::ECS::Service",     "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::Lambda::Function", "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",  "AWS::DynamoDB::Table",
    "AWS::EC2::Instance"};

/// Whether a construct's path is a name, ends in it, or goes on below it.
bool is_within(std::string_view path, std::string_view name) {
  for (std::size_t at = path.find(name); at != std::string_view::npos;
       at = path.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || path[at - 1] == '/';
    if (begins && (end == path.size() || path[end] == '/')) return true;
  }
  return false;
}

template <typename Visit>
void for_each_template(const std::vector<Side>& sides, const Visit& visit) {
  for (const Side& side : sides) {
    for (const SideTemplate& each : side.templates) {
      visit(each.name, each);
      for (const SideTemplate& part : each.parts) visit(each.name, part);
    }
  }
}

/// The resources below a construct that connect or act, those that are asked for most first.
std::vector<std::string> ends_within(const graph::Stacks& stacks, const graph::Reaching& reaching,
                                     const std::vector<Side>& sides, const std::string& name) {
  std::vector<std::pair<std::ptrdiff_t, std::string>> found;
  bool is_exact = false;  // a resource has this path itself
  for_each_template(sides, [&](const std::string& stack, const SideTemplate& each) {
    for (const ElementOrigin& origin : each.origins) {
      if (origin.kind != ConstructKind::resource || origin.type.starts_with("AWS::IAM::")) continue;
      if (!is_within(origin.path, name)) continue;
      std::string id = origin.logical_id;
      if (stacks.find(id) == nullptr) id.insert(0, 1, '/').insert(0, stack);
      if (stacks.find(id) == nullptr || !reaching.network().has(id)) continue;
      if (origin.path == name) is_exact = true;
      if (is_exact && origin.path != name) continue;
      if (is_exact) found.clear();
      found.emplace_back(std::ranges::find(asked_for_first, origin.type) - asked_for_first.begin(),
                         std::move(id));
    }
  });
  std::ranges::sort(found);
  std::vector<std::string> ids;
  ids.reserve(found.size());
  for (auto& [order, id] : found) ids.push_back(std::move(id));
  return ids;
}

Failure no_resource(const graph::Stacks& stacks, const std::string& name) {
  const std::vector<std::string> ids = stacks.ids_of(name);
  if (ids.size() > 1) {
    return Failure("several stacks have a resource " + quoted_name(name),
                   "name one: " + printable_names(ids));
  }
  std::vector<std::string_view> names{graph::internet};
  for (const tmpl::ResourceEntry& each : stacks.index().resources()) {
    names.push_back(each.logical_id);
  }
  std::string hint(did_you_mean(name, names));
  if (hint.empty()) hint = "name a logical id, 'internet', or an address on the internet";
  return Failure("there is no resource " + quoted_name(name), hint);
}

}  // namespace

std::string end_of_name(const graph::Stacks& stacks, const graph::Reaching& reaching,
                        const std::vector<Side>& sides, const std::string& name) {
  if (reaching.network().has(name) || stacks.find(name) != nullptr) return name;
  std::vector<std::string> ends = ends_within(stacks, reaching, sides, name);
  if (ends.empty()) throw no_resource(stacks, name);
  if (ends.size() == 1) return std::move(ends.front());
  throw Failure(quoted_name(name) + " has several resources that connect",
                "name one: " + printable_names(ends));
}

const ElementOrigin* origin_of_end(const graph::Stacks& stacks, const std::vector<Side>& sides,
                                   std::string_view resource) {
  const graph::TemplatePlace place = stacks.place(resource, {});
  if (place.source == nullptr) return nullptr;
  const std::string_view id = resource.substr(resource.rfind('/') + 1);
  const ElementOrigin* found = nullptr;
  for_each_template(sides, [&](const std::string&, const SideTemplate& each) {
    if (&each.document.source() != place.source) return;
    found = origin_of_resource(&each, id);
  });
  return found != nullptr && found->source.line != 0 ? found : nullptr;
}

}  // namespace omnitrack::cli
