#include "validate/values/property_scope.hpp"

namespace omnitrack::validate {

using meaning::Path;

bool is_sure(const PropertyScope& scope, const Path& path) {
  for (const Path* step = &path; step != nullptr; step = step->parent()) {
    if (step->key() == "Fn::If") return false;
  }
  return scope.resource.member->value.find("Condition") == nullptr;
}

}  // namespace omnitrack::validate
