#pragma once

#include <string>
#include <vector>

#include "import/code.hpp"
#include "import/plan.hpp"

namespace omnitrack::importing {

/// A statement that adds something to the stack, with what is said about that behind it.
struct Statement {
  Element* element = nullptr;  ///< what it makes a variable of, where that is used; null for none
  Code code;
  std::vector<Code> after = {};
  std::vector<std::string> comments = {};
  std::string group;  ///< statements of different groups have an empty line between them
};

/// The statements as text, indented as in a function.
std::string laid_out(const std::vector<Statement>& statements);

}  // namespace omnitrack::importing
