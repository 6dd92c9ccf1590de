#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "core/tree.hpp"
#include "support/buffer.hpp"
#include "support/hash.hpp"
#include "synth/node_writer.hpp"
#include "synth/plan.hpp"
#include "synth/resource_form.hpp"

namespace omnitrack::synth {

namespace {

// A resource as it is written, after its overrides.
Node written_form(const Resource& resource) {
  const ResourceState* state = TreeAccess::resource_state(resource);
  return state != nullptr && state->overridden.is_set() ? state->overridden
                                                        : resource_form(resource);
}

// Those of the resource's properties that are named.
Node properties_of(const Resource& resource, const Node& names) {
  const auto is_named = [&](const Field& field) {
    return std::any_of(names.items, names.items + names.size,
                       [&](const Node& name) { return name.string() == field.key; });
  };
  const Node form = written_form(resource);
  const Field* const end = form.fields + form.size;
  const Field* const properties =
      std::find_if(form.fields, end, [](const Field& each) { return each.key == "Properties"; });
  std::vector<Field> chosen;
  if (properties != end) {
    const Node& all = properties->value;
    std::copy_if(all.fields, all.fields + all.size, std::back_inserter(chosen), is_named);
  }
  return detail::make_object(chosen.data(), chosen.size());
}

}  // namespace

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
      json.string(entry->resource->logical_id());
      nodes.value(entry->value.is_set() ? properties_of(*entry->resource, entry->value)
                                        : written_form(*entry->resource));
    }
    const std::string id =
        std::string(resource->logical_id()) + support::short_hex(support::fnv1a(content.view()));
    TreeAccess::set_logical_id(*resource, detail::copy_text(id));
    check_logical_id(*resource);
  }
}

}  // namespace omnitrack::synth
