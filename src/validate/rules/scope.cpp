#include "validate/rules/scope.hpp"

namespace omnitrack::validate {

const Scope& around(const Scope& scope) {
  const Scope* at = &scope;
  while (at->up != nullptr) {
    at = at->up;
    if (at->node->is(tmpl::Kind::map)) break;
  }
  return *at;
}

const Scope& outermost(const Scope& scope) {
  const Scope* at = &scope;
  while (at->up != nullptr) at = at->up;
  return *at;
}

}  // namespace omnitrack::validate
