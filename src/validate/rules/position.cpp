#include "validate/rules/position.hpp"

namespace omnitrack::validate {

const Position& around(const Position& position) {
  const Position* at = &position;
  while (at->up != nullptr) {
    at = at->up;
    if (at->node->is(tmpl::Kind::map)) break;
  }
  return *at;
}

const Position& outermost(const Position& position) {
  const Position* at = &position;
  while (at->up != nullptr) at = at->up;
  return *at;
}

Position properties_of(const tmpl::ResourceEntry& entry, const meaning::Path& root,
                       const Position& from) {
  static const tmpl::Node no_properties = [] {
    tmpl::Node node;
    node.kind = tmpl::Kind::map;
    return node;
  }();
  const tmpl::Node* properties = entry.properties;
  return {properties == nullptr ? &no_properties : properties, &root, &entry, from.texts};
}

}  // namespace omnitrack::validate
