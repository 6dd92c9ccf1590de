#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diff/security/reader.hpp"

namespace omnitrack::graph {

/// Whether an action is written out and is none of its service.
bool is_no_action(const diff::Pattern& action, const std::vector<std::string>& services);

/// Whether an action, or one that a pattern stands for, is about one of some kinds of resources,
/// such as `object` of `s3`. Of what AWS's reference does not tell, it may be.
bool may_be_about(const diff::Pattern& action, const std::vector<std::string>& services,
                  std::string_view kinds);

/// The actions about some kinds that a pattern stands for; none where the reference does not tell.
std::vector<diff::Pattern> actions_about(const diff::Pattern& action,
                                         const std::vector<std::string>& services,
                                         std::string_view kinds);

/// Whether a single action is surely about no kind of resource that the services have here, so that
/// only a statement about everything allows it.
bool is_about_nothing(const diff::Pattern& action, const std::vector<std::string>& services);

}  // namespace omnitrack::graph
