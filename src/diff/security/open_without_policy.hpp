#pragma once

#include "diff/security/statements.hpp"

namespace omnitrack::diff {

/// Adds what a resource allows by having no policy of its own, such as a VPC endpoint, which then
/// lets everything through.
void add_allowed_without_policy(const PolicyReader& reader, const tmpl::ResourceEntry& entry,
                                Grants& grants);

}  // namespace omnitrack::diff
