#include "lock/present.hpp"

#include "template/parse.hpp"

namespace omnitrack::lock {

Present::Present(std::span<const SynthesizedStack> stacks) {
  for (const SynthesizedStack& each : stacks) {
    stacks_.insert(each.name);
    add(each);
  }
}

void Present::add(const SynthesizedStack& stack) {
  sources_.push_back(std::make_unique<tmpl::Template>(stack.file_name(), stack.text));
  // What the synth wrote is sound JSON.
  static_cast<void>(tmpl::parse(*sources_.back()));
  indexes_.push_back(std::make_unique<tmpl::Index>(*sources_.back()));
  const tmpl::Index& index = *indexes_.back();
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
