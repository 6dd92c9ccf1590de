#include <string>

#include "core/tree.hpp"
#include "support/buffer.hpp"
#include "support/hash.hpp"
#include "synth/node_writer.hpp"
#include "synth/plan.hpp"
#include "synth/resource_form.hpp"

namespace omnitrack::synth {

bool has_digest(const Resource& resource) {
  const ResourceState* state = TreeAccess::resource_state(resource);
  return state != nullptr && state->digest_sources != nullptr;
}

void add_digests(StackPlan& plan) {
  for (Resource* resource : plan.resources) {
    if (!has_digest(*resource)) continue;
    const ResourceState* state = TreeAccess::resource_state(*resource);
    support::Buffer content;
    support::JsonWriter json(content, support::JsonLayout::compact);
    NodeWriter nodes(json, plan.stack, nullptr);
    for (const DigestEntry* entry = state->digest_sources; entry != nullptr; entry = entry->next) {
      if (entry->resource == nullptr) {
        nodes.value(entry->value);
        continue;
      }
      const ResourceState* source = TreeAccess::resource_state(*entry->resource);
      json.string(entry->resource->logical_id());
      nodes.value(source != nullptr && source->overridden.is_set()
                      ? source->overridden
                      : resource_form(*entry->resource));
    }
    const std::string id =
        std::string(resource->logical_id()) + support::short_hex(support::fnv1a(content.view()));
    TreeAccess::set_logical_id(*resource, detail::copy_text(id));
    check_logical_id(*resource);
  }
}

}  // namespace omnitrack::synth
