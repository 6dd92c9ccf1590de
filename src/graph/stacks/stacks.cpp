#include "graph/stacks/stacks.hpp"

#include <algorithm>

#include "meaning/path.hpp"
#include "template/pointer.hpp"

namespace omnitrack::graph {

using tmpl::Index;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

/// The innermost value on the way of a pointer that there is.
const Node& innermost(const Node& root, std::string_view pointer) {
  const Node* at = &root;
  while (pointer.starts_with('/')) {
    pointer.remove_prefix(1);
    const std::size_t slash = pointer.find('/');
    const Node* next = tmpl::at_pointer_step(*at, pointer.substr(0, slash));
    if (next == nullptr) break;
    at = next;
    pointer = slash == std::string_view::npos ? std::string_view() : pointer.substr(slash);
  }
  return *at;
}

}  // namespace

Stacks::Stacks(std::vector<StackTemplate> stacks, meaning::Surroundings surroundings)
    : stacks_(std::move(stacks)), surroundings_(std::move(surroundings)) {
  std::vector<NamedStack> whole;
  std::vector<const Index*> own;
  for (const StackTemplate& each : stacks_) {
    const Index* index = each.index;
    if (index->uses_sam() && each.parts.empty()) {
      expanded_.push_back(
          std::make_unique<meaning::sam::Expansion>(*index, meaning::sam::Policies::written));
      index = &expanded_.back()->made();
    }
    own.push_back(index);
    if (!each.parts.empty()) {
      made_.emplace_back(std::string(each.name), diff::joined_template(*each.index, each.parts));
      index = &made_.back().index();
    }
    whole.push_back({.name = each.name,
                     .index = index,
                     .nested_in = each.nested_in,
                     .nested_as = each.nested_as});
  }
  for (std::size_t i = 0; i < stacks_.size(); ++i) add_homes(stacks_[i], *own[i], whole);
  if (whole.size() > 1) made_.emplace_back("all stacks", joined_stacks(whole));
}

void Stacks::add_homes(const StackTemplate& stack, const Index& own,
                       std::span<const NamedStack> all) {
  const auto add = [&](const Index& index, const Index& written) {
    for (const ResourceEntry& each : index.resources()) {
      homes_.insert_or_assign(
          joined_id(all, stack.name, each.logical_id),
          Home{.stack = stack.name, .resource = &each, .source = &written.source()});
    }
  };
  // What SAM's transform makes keeps the places of what it is made of.
  add(own, *stack.index);
  for (const diff::PartTemplate& part : stack.parts) add(*part.index, *part.index);
}

const Index& Stacks::index() const {
  if (!made_.empty()) return made_.back().index();
  return expanded_.empty() ? *stacks_.front().index : expanded_.front()->made();
}

std::string Stacks::unseen() const {
  const bool is_any = std::ranges::any_of(stacks_, [](const StackTemplate& each) {
    return each.index->may_have_unseen() || !each.index->loops().empty();
  });
  return is_any ? "the resources that a loop, a macro or an include adds" : std::string();
}

std::string Stacks::rewritten() const {
  const bool is_any = std::ranges::any_of(
      stacks_, [](const StackTemplate& each) { return each.index->may_rewrite_resources(); });
  return is_any ? "what a macro makes of the resources" : std::string();
}

std::vector<std::string> Stacks::ids_of(std::string_view logical_id) const {
  std::vector<std::string> ids;
  for (const auto& [id, home] : homes_) {
    if (home.resource->logical_id == logical_id) ids.push_back(id);
  }
  return ids;
}

const ResourceEntry* Stacks::find(std::string_view name) const {
  if (const ResourceEntry* found = index().find_resource(name)) return found;
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos) {
    // A parameter of another stack may have its name.
    const std::vector<std::string> ids = ids_of(name);
    return ids.size() == 1 ? index().find_resource(ids.front()) : nullptr;
  }
  const std::string_view id = name.substr(slash + 1);
  const auto home = homes_.find(id);
  const bool fits = home != homes_.end() && home->second.stack == name.substr(0, slash);
  return fits ? index().find_resource(id) : nullptr;
}

std::string Stacks::key_of(std::string_view logical_id) const {
  const auto home = homes_.find(logical_id);
  if (home == homes_.end()) return std::string(logical_id);
  return std::string(home->second.stack) + '/' + std::string(home->second.resource->logical_id);
}

TemplatePlace Stacks::place(std::string_view logical_id, std::string_view pointer) const {
  const auto home = homes_.find(logical_id);
  if (home == homes_.end()) return {};
  const tmpl::Template& source = *home->second.source;
  const tmpl::Member& member = *home->second.resource->member;
  const Node& at = innermost(member.value, pointer);
  return {.source = &source,
          .place = source.place(&at == &member.value ? member.key_begin : at.begin)};
}

}  // namespace omnitrack::graph
