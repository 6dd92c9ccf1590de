#pragma once

#include <omnitrack/node.hpp>

namespace omnitrack::iam {

/// Whether two values are written alike; equal references and calls are, whatever they resolve to.
bool same_value(const Node& a, const Node& b);

}  // namespace omnitrack::iam
