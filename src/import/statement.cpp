#include "import/statement.hpp"

namespace omnitrack::importing {

namespace {

constexpr std::size_t indent = 2;

std::string line_of(const Code& code) {
  return std::string(indent, ' ') + laid_out(code, indent, indent, 1) + ";\n";
}

}  // namespace

std::string laid_out(const std::vector<Statement>& statements) {
  std::string text;
  const std::string* group = nullptr;
  for (const Statement& each : statements) {
    const bool begins = group != nullptr && (*group != each.group || !each.comments.empty());
    if (begins) text += '\n';
    group = &each.group;
    for (const std::string& line : each.comments) {
      text += std::string(indent, ' ') + (line.empty() ? "//" : "// " + line) + '\n';
    }
    const bool is_named = each.element != nullptr && (each.element->is_used || !each.after.empty());
    text +=
        line_of(is_named ? wrapped("auto& " + each.element->local + " = ", each.code) : each.code);
    for (const Code& after : each.after) text += line_of(after);
  }
  return text;
}

}  // namespace omnitrack::importing
