#pragma once

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// Whether a deletion can make a snapshot of a resource.
bool takes_snapshots(const tmpl::ResourceEntry& resource);

/// Whether it is not known before the deployment what a policy such as `DeletionPolicy` keeps.
bool has_unknown_policy(const tmpl::ResourceEntry& resource, std::string_view attribute);

/// What becomes of a resource that leaves the stack, by the template that was deployed.
Disposition disposition_on_removal(const tmpl::ResourceEntry& before);

/// What becomes of the old one when a resource is replaced: kept only where both templates say so,
/// since it is not documented which of them counts.
Disposition disposition_on_replacement(const tmpl::ResourceEntry& before,
                                       const tmpl::ResourceEntry& after);

}  // namespace omnitrack::diff
