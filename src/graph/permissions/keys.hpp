#pragma once

#include <functional>

#include "graph/permissions/units.hpp"

namespace omnitrack::graph {

/// Tells what an actor may do to a key on behalf of a service, such as `kms:Decrypt`.
using AskKey = std::function<Answer(const Target& key, std::string_view action)>;

/// Requires of what is allowed that the actor may use the key of the customer by which the target
/// is encrypted, where AWS asks the caller for that right.
/// https://docs.aws.amazon.com/kms/latest/developerguide/service-integration.html
void require_key(const Scene& scene, const Target& target, const AskKey& ask, bool is_of_service,
                 std::vector<Unit>& units);

}  // namespace omnitrack::graph
