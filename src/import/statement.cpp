#include "import/statement.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "import/loops.hpp"

namespace omnitrack::importing {

namespace {

constexpr std::size_t indent = 2;

std::string line_of(const Code& code) {
  return std::string(indent, ' ') + laid_out(code, indent, indent, 1) + ";\n";
}

// What is made begins a line of its own where the names are long.
std::string definition(const std::string& local, const Code& made) {
  constexpr std::size_t longest_line = 100;
  constexpr std::size_t made_indent = indent + 4;
  std::string line = line_of(wrapped("auto& " + local + " = ", made));
  if (line.find('\n') <= longest_line) return line;
  return std::string(indent, ' ') + "auto& " + local + " =\n" + std::string(made_indent, ' ') +
         laid_out(made, made_indent, made_indent, 1) + ";\n";
}

// A name that no loop before has.
std::string free_type(const std::string& name, std::set<std::string>& taken) {
  std::string type = name;
  for (int number = 2; !taken.insert(type).second; ++number) type = name + std::to_string(number);
  return type;
}

std::string text_of(const Statement& statement) {
  std::string text;
  for (const std::string& line : statement.comments) {
    text += std::string(indent, ' ') + comment(line) + '\n';
  }
  const Element* element = statement.element;
  const bool is_named = element != nullptr && (element->is_used || !statement.after.empty());
  text += is_named ? definition(element->local, statement.code) : line_of(statement.code);
  for (const Code& after : statement.after) text += line_of(after);
  return text;
}

}  // namespace

std::string laid_out(const std::vector<Statement>& statements) {
  std::string text;
  const std::string* group = nullptr;
  std::set<std::string> types;
  const std::span<const Statement> all(statements);
  for (std::size_t i = 0; i < all.size();) {
    const Statement& each = all[i];
    const bool begins = group != nullptr && (*group != each.group || !each.comments.empty());
    if (begins) text += '\n';
    group = &each.group;
    const std::size_t count = repeated(all.subspan(i));
    text += count > 0 ? loop_text(all.subspan(i, count), free_type(row_type(each), types))
                      : text_of(each);
    i += std::max<std::size_t>(count, 1);
  }
  return text;
}

}  // namespace omnitrack::importing
