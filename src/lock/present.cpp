#include "lock/present.hpp"

#include <algorithm>

namespace omnitrack::lock {

Present::Present(std::span<const SynthesizedStack> stacks) {
  for (const SynthesizedStack& each : stacks) add(each);
}

const tmpl::Index& Present::index_of(std::string_view stack) const { return *stacks_.at(stack); }

std::vector<std::string_view> Present::stacks() const {
  std::vector<std::string_view> names;
  for (const auto& [name, index] : stacks_) names.push_back(name);
  return names;
}

const PresentResource* Present::find(std::string_view stack, std::string_view logical_id) const {
  const auto found = std::ranges::find_if(resources_, [&](const PresentResource& each) {
    return each.stack == stack && each.origin->logical_id == logical_id;
  });
  return found == resources_.end() ? nullptr : &*found;
}

void Present::add(const SynthesizedStack& stack) {
  const tmpl::Index& index = documents_.emplace_back(stack.file_name(), stack.undivided()).index();
  stacks_.emplace(stack.name, &index);
  const std::vector<Digest> digests = digests_of(index);
  for (const ElementOrigin& origin : stack.origins) {
    if (origin.kind != ConstructKind::resource || origin.id_follows_content) continue;
    const tmpl::ResourceEntry* entry = index.find_resource(origin.logical_id);
    if (entry == nullptr) continue;
    resources_.push_back(
        {.stack = stack.name,
         .origin = &origin,
         .entry = entry,
         .digest = digests[static_cast<std::size_t>(entry - index.resources().data())]});
  }
}

}  // namespace omnitrack::lock
