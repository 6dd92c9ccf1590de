#pragma once

#include <string_view>
#include <vector>

#include "graph/stacks/scene.hpp"

namespace omnitrack::graph {

/// What is known of the ARN of a resource.
struct ArnOf {
  diff::Pattern arn = {};  ///< as far as it is known before the deployment
  /// What references give of it, which stands for the same.
  std::vector<diff::Pattern> references = {};
  bool has_form = false;        ///< whether it is known how the ARNs of its type look
  bool ends_at_random = false;  ///< whether AWS adds characters of its own, which `?` stand for
};

/// The ARN of a resource, with its name filled in where the template gives it one.
ArnOf arn_of(const Scene& scene, const tmpl::ResourceEntry& entry);

/// An ARN that has to do with a resource, in the form of the specification such as
/// `arn:${Partition}:rds-db:${Region}:${Account}:dbuser:${@DbiResourceId}/*`, where `@` is before
/// an attribute of the resource, and `@Ref` is what its Ref gives; without symbols where it cannot
/// be told.
diff::Pattern arn_in_form(const Scene& scene, const tmpl::ResourceEntry& entry,
                          std::string_view form);

}  // namespace omnitrack::graph
