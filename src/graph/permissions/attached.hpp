#pragma once

#include <string>
#include <vector>

#include "graph/permissions/targets.hpp"

namespace omnitrack::graph {

/// A policy that says by a text, not by a reference, whose it is.
struct AttachedByText {
  const tmpl::ResourceEntry* policy = nullptr;
  const tmpl::Node* at = nullptr;
  std::string unknown = {};  ///< why it may be another's; empty where it surely is the holder's
};

/// The policies that name a holder by the name or the ARN that its template gives it.
std::vector<AttachedByText> attached_by_text(const Scene& scene, const Target& holder);

}  // namespace omnitrack::graph
