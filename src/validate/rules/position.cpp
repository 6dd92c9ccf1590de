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

}  // namespace omnitrack::validate
