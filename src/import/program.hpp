#pragma once

#include "import/import.hpp"
#include "import/statement.hpp"

namespace omnitrack::importing {

/// The parts of an app's `main.cpp`.
struct Program {
  std::vector<std::string> comments;  ///< at its beginning
  std::vector<std::string> headers;   ///< of typed resources, without `.hpp`
  Code stack;                         ///< what adds the stack
  std::vector<Statement> statements;
};

/// The text of `main.cpp`.
std::string main_text(const Program& program);

/// The text of `CMakeLists.txt`.
std::string cmake_text(std::string_view app);

}  // namespace omnitrack::importing
