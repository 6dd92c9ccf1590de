#include "import/program.hpp"

#include "import/constructs.hpp"

namespace omnitrack::importing {

namespace {

std::string class_of(const Element& element) {
  switch (element.kind) {
    case Element::Kind::parameter:
      return "Parameter";
    case Element::Kind::mapping:
      return "Mapping";
    case Element::Kind::condition:
      return "Condition";
    case Element::Kind::resource:
      break;
  }
  if (element.construct != nullptr) return std::string(element.construct->class_name);
  return element.type == nullptr ? "UntypedResource" : element.type->class_name;
}

std::string shared_struct(const AddFunction& function) {
  std::string text = "struct " + type_of(function.part) + " {\n";
  for (const Element* each : function.shared) {
    text += "  " + class_of(*each) + "& " + each->local + ";\n";
  }
  return text + "};\n\n";
}

std::string function_text(const AddFunction& function, const std::vector<AddFunction>& all) {
  std::string text;
  const bool gives = !function.shared.empty();
  if (gives) text += shared_struct(function);
  std::vector<Code> parameters{token("Stack& stack")};
  for (const std::size_t each : function.part.uses) {
    parameters.push_back(token("const " + type_of(all[each].part) + "& " + all[each].part.name));
  }
  const std::string result = gives ? type_of(function.part) : "void";
  const Code head = call(result + " add_" + function.part.name, std::move(parameters));
  text += laid_out(head, 0, 0, 2) + " {\n" + laid_out(function.statements);
  if (gives) {
    std::vector<Code> given;
    for (const Element* each : function.shared) {
      given.push_back(token('.' + each->local + " = " + each->local));
    }
    text += "  return " + laid_out(braces({}, std::move(given)), 2, 9, 1) + ";\n";
  }
  return text + "}\n\n";
}

std::string calls_text(const std::vector<AddFunction>& functions) {
  std::string text;
  for (const AddFunction& each : functions) {
    std::vector<Code> arguments{token("stack")};
    for (const std::size_t use : each.part.uses)
      arguments.push_back(token(functions[use].part.name));
    const std::string before =
        each.shared.empty() ? "" : "const " + type_of(each.part) + ' ' + each.part.name + " = ";
    text += "  " + laid_out(call(before + "add_" + each.part.name, std::move(arguments)), 2, 2, 1) +
            ";\n";
  }
  return text;
}

}  // namespace

std::string main_text(const Program& program) {
  std::string text;
  for (const std::string& line : program.comments) text += comment(line) + '\n';
  if (!text.empty()) text += '\n';
  for (const std::string& header : program.headers) {
    text += "#include <omnitrack/cfn/" + header + ".hpp>\n";
  }
  text += "#include <omnitrack/omnitrack.hpp>\n\nusing namespace omnitrack;\n\n";
  if (!program.functions.empty()) text += "namespace {\n\n";
  for (const AddFunction& each : program.functions) text += function_text(each, program.functions);
  if (!program.functions.empty()) text += "}  // namespace\n\n";
  text += "void build(App& app) {\n";
  Statement stack{.code = wrapped("auto& stack = ", program.stack), .group = "Stack"};
  text += laid_out({std::move(stack)});
  const std::string statements =
      program.functions.empty() ? laid_out(program.statements) : calls_text(program.functions);
  if (!statements.empty()) text += '\n' + statements;
  text += "}\n\nint main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }\n";
  return text;
}

std::string cmake_text(std::string_view app) {
  const std::string name(app);
  return "cmake_minimum_required(VERSION 3.25)\nproject(" + name +
         " LANGUAGES CXX)\n"
         "set(OMNITRACK_CHECKOUT \"\" CACHE PATH \"The library's folder, where it is not "
         "installed\")\n"
         "if(OMNITRACK_CHECKOUT)\n"
         "  add_subdirectory(${OMNITRACK_CHECKOUT} omnitrack)\n"
         "else()\n"
         "  find_package(omnitrack REQUIRED)\n"
         "endif()\n"
         "omnitrack_add_app(" +
         name + " main.cpp)\n";
}

}  // namespace omnitrack::importing
