#pragma once

#include "import/import.hpp"
#include "import/statement.hpp"

namespace omnitrack::importing {

/// A function that adds a part of the stack.
struct AddFunction {
  Part part;
  std::vector<Statement> statements;
  std::vector<const Element*> shared = {};  ///< what others name
};

/// What an app's `main.cpp` is made of.
struct Program {
  std::vector<std::string> comments;   ///< at its beginning
  std::vector<std::string> headers;    ///< of typed resources, without `.hpp`
  Code stack;                          ///< what adds the stack
  std::vector<Statement> statements;   ///< of a program that is one function
  std::vector<AddFunction> functions;  ///< of any other
};

/// The text of `main.cpp`.
std::string main_text(const Program& program);

/// The text of `CMakeLists.txt`.
std::string cmake_text(std::string_view app);

}  // namespace omnitrack::importing
