#pragma once

#include <string>
#include <vector>

#include "import/values.hpp"

namespace omnitrack::importing {

/// The network ACL that a rule is of, where its construct adds the same; else empty.
std::string_view owner_of_acl_rule(const tmpl::Node& properties);

/// Where that rule stands below its network ACL.
std::string place_of_acl_rule(const tmpl::Node& properties);

/// The call that adds it.
std::vector<Code> acl_rule_calls(const Element& element, Values& values, Comments& comments);

}  // namespace omnitrack::importing
