#include "import/program.hpp"

namespace omnitrack::importing {

std::string main_text(const Program& program) {
  std::string text;
  for (const std::string& line : program.comments) {
    text += line.empty() ? "//\n" : "// " + line + '\n';
  }
  if (!text.empty()) text += '\n';
  for (const std::string& header : program.headers) {
    text += "#include <omnitrack/cfn/" + header + ".hpp>\n";
  }
  text += "#include <omnitrack/omnitrack.hpp>\n\nusing namespace omnitrack;\n\n";
  text += "void build(App& app) {\n";
  Statement stack{.code = wrapped("auto& stack = ", program.stack), .group = "Stack"};
  text += laid_out({std::move(stack)});
  const std::string statements = laid_out(program.statements);
  if (!statements.empty()) text += '\n' + statements;
  text += "}\n\nint main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }\n";
  return text;
}

std::string cmake_text(std::string_view app) {
  const std::string name(app);
  return "cmake_minimum_required(VERSION 3.25)\nproject(" + name +
         " LANGUAGES CXX)\n"
         "set(OMNITRACK_CHECKOUT \"\" CACHE PATH \"The library's folder, where it is not installed\")\n"
         "if(OMNITRACK_CHECKOUT)\n"
         "  add_subdirectory(${OMNITRACK_CHECKOUT} omnitrack)\n"
         "else()\n"
         "  find_package(omnitrack REQUIRED)\n"
         "endif()\n"
         "omnitrack_add_app(" +
         name + " main.cpp)\n";
}

}  // namespace omnitrack::importing
