#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/stacks/scene.hpp"

namespace omnitrack::graph {

/// A name that actions take: the ARN of a resource, or of what is in it.
struct Named {
  diff::Pattern name;
  std::string_view kinds = {};  ///< what it is for actions, such as `object`; empty for anything
  std::string unknown = {};     ///< what it depends on that it is called so; empty where it is
};

/// What references give of an ARN.
struct GivenArn {
  meaning::Symbols symbols;    ///< how it is read
  meaning::Symbols rest = {};  ///< what it has after the ARN, such as `/stream/*`
};

/// What is acted on: a resource and what is in it.
struct Target {
  const tmpl::ResourceEntry* entry = nullptr;
  std::vector<std::string> services = {};  ///< the prefixes of the actions that are about it
  diff::Pattern arn = {};
  std::vector<Named> names = {};            ///< its ARN first, and those of what is in it
  std::vector<diff::Pattern> forms = {};    ///< how its ARN may look, where that is not known
  std::vector<GivenArn> references = {};    ///< what gives its ARN, or one below it
  bool ends_at_random = false;              ///< whether AWS ends its ARN
  bool needs_own_policy = false;            ///< whether its own policy has to allow too
  bool is_open_by_default = false;          ///< whether it has none that it is closed by
  std::string via = {};                     ///< the service that uses it for the actor
  std::vector<std::string> uncounted = {};  ///< actions that nobody needs a right to, or can do
  Reason off = {};                          ///< that it is turned off; without words where it is on
};

/// The target of a resource; without services where policies say nothing of it.
Target target_of(const Scene& scene, const tmpl::ResourceEntry& entry);

/// How a text of a policy is read beside one of the target's names: with the target's ARN in it,
/// where it begins with a reference to it, and with the region and the account of the name where
/// it has wildcards for them.
diff::Pattern read_as(const Target& target, const diff::Pattern& name, diff::Pattern text);

/// Why a text that is none of the target's names may be one of them after the deployment, in words;
/// empty where it is surely of another resource.
std::string why_it_may_be(const Scene& scene, const Target& target, const diff::Pattern& text);

}  // namespace omnitrack::graph
