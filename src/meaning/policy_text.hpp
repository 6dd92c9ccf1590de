#pragma once

#include <functional>
#include <string>

#include "template/model.hpp"

namespace omnitrack::meaning {

/// A canonical text of a policy document: statements, actions, resources, principals and the values
/// of conditions in any order; one alone is like a list of one; actions without regard to case.
/// `write` gives the canonical text of any value in it.
std::string policy_text(const tmpl::Node& document,
                        const std::function<std::string(const tmpl::Node&)>& write);

/// The same of one of its statements.
std::string statement_text(const tmpl::Node& statement,
                           const std::function<std::string(const tmpl::Node&)>& write);

}  // namespace omnitrack::meaning
