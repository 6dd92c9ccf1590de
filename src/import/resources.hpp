#pragma once

#include "import/statement.hpp"
#include "import/values.hpp"

namespace omnitrack::importing {

/// The statement that adds a resource, typed where its type is known.
Statement resource_statement(Element& element, Plan& plan, Values& values, Comments& comments);

}  // namespace omnitrack::importing
