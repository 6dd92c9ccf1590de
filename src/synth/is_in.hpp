#pragma once

#include "omnitrack/construct.hpp"

namespace omnitrack::synth {

/// Whether a construct is another one, or in it.
inline bool is_in(const Construct& construct, const Construct& outer) {
  const Construct* at = &construct;
  while (at != nullptr && at != &outer) at = at->parent();
  return at != nullptr;
}

}  // namespace omnitrack::synth
