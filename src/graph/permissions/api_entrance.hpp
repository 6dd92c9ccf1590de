#pragma once

#include "graph/permissions/permissions.hpp"
#include "graph/stacks/scene.hpp"

namespace omnitrack::graph {

/// Whether an API lets somebody in who signs nothing, by what its methods ask of callers; nothing
/// where the templates do not tell its methods. With a function: by the methods that hand calls to
/// it.
std::optional<Answer> unsigned_entrance(const Scene& scene, const tmpl::ResourceEntry& api,
                                        bool is_from_internet,
                                        const tmpl::ResourceEntry* function = nullptr);

/// Whether the rights to invoke an API count for callers: whether one of its methods checks
/// signatures, or may.
bool checks_signatures(const Scene& scene, const tmpl::ResourceEntry& api);

/// Whether an API has a policy of its own.
bool has_policy(const Scene& scene, const tmpl::ResourceEntry& api);

/// Whether an API is private, so that it has to be called through an endpoint of a VPC and lets
/// nobody in without a policy.
bool is_private(const Scene& scene, const tmpl::ResourceEntry& api);

}  // namespace omnitrack::graph
