#include "graph/model/names.hpp"

#include "meaning/canonical.hpp"

namespace omnitrack::graph {

std::size_t GivenNames::named_by(std::size_t resource, std::string_view property,
                                 const tmpl::Node& value) const {
  const Resource& from = graph_.resources[resource];
  if (!from.entry->type || (!value.is_scalar() && !value.is_call())) return nowhere;
  const auto spec = from.entry->type->shape().find(property);
  if (!spec) return nowhere;
  for (std::uint32_t i = 0; i < spec->relation_count(); ++i) {
    const Names& names = names_of(from.stack, spec->relation(i));
    if (names.empty()) continue;
    const auto found = names.find(meaning::canonical_text(value, {}));
    if (found != names.end()) return found->second;
  }
  return nowhere;
}

const GivenNames::Names& GivenNames::names_of(std::size_t stack,
                                              const schema::Relation& relation) const {
  const auto [place, is_new] = names_.try_emplace(
      {stack, std::string(relation.type) + '/' + std::string(relation.attribute)});
  if (!is_new) return place->second;
  for (std::size_t i = graph_.first_of_stack[stack]; i < graph_.first_of_stack[stack + 1]; ++i) {
    const Resource& each = graph_.resources[i];
    if (each.type() != relation.type || each.entry->properties == nullptr) continue;
    const tmpl::Node* name = each.entry->properties->find(relation.attribute);
    if (name != nullptr) place->second.emplace(meaning::canonical_text(*name, {}), i);
  }
  return place->second;
}

}  // namespace omnitrack::graph
