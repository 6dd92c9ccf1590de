#include "import/loops.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

namespace omnitrack::importing {

namespace {

constexpr std::size_t fewest_rows = 3;
constexpr std::size_t most_columns = 5;
constexpr std::size_t fewest_lines = 4;

bool is_integer_token(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  return !digits.empty() && digits.size() < 18 &&
         digits.find_first_not_of("0123456789") == std::string_view::npos;
}

// `.timeout = ` and `30` of `.timeout = 30`.
std::pair<std::string_view, std::string_view> parts_of(const Code& token) {
  const std::string_view head = token.head;
  const std::size_t end = head.starts_with('.') ? head.find(" = ") : std::string_view::npos;
  if (end == std::string_view::npos) return {{}, head};
  return {head.substr(0, end + 3), head.substr(end + 3)};
}

// The leaves of two pieces of code of one shape that differ, as their places in the order of a
// walk; nothing where the shapes differ.
bool compare(const Code& one, const Code& other, std::size_t& place,
             std::set<std::size_t>& differing) {
  const bool is_alike = one.form == other.form && one.tail == other.tail &&
                        one.items.size() == other.items.size() && one.comments.empty() &&
                        other.comments.empty();
  if (!is_alike) return false;
  const std::size_t own = place++;
  if (one.form == Code::Form::literal) {
    if (one.head != other.head) return false;
    if (one.content != other.content) differing.insert(own);
    return true;
  }
  if (one.head != other.head) {
    if (one.form != Code::Form::token) return false;
    const auto [name, value] = parts_of(one);
    const auto [other_name, other_value] = parts_of(other);
    if (name != other_name || !is_integer_token(value) || !is_integer_token(other_value))
      return false;
    differing.insert(own);
    return true;
  }
  for (std::size_t i = 0; i < one.items.size(); ++i) {
    if (!compare(one.items[i], other.items[i], place, differing)) return false;
  }
  return true;
}

bool can_repeat(const Statement& statement) {
  return statement.after.empty() && statement.comments.empty() && statement.element != nullptr &&
         statement.element->kind == Element::Kind::resource && !statement.element->is_used;
}

/// What differs: a member of the rows.
struct Column {
  std::string name;
  bool is_text = false;
};

void collect(const Code& code, std::size_t& place, const std::set<std::size_t>& differing,
             std::vector<const Code*>& found) {
  if (differing.contains(place++)) found.push_back(&code);
  for (const Code& each : code.items) collect(each, place, differing, found);
}

std::vector<const Code*> differing_leaves(const Code& code,
                                          const std::set<std::size_t>& differing) {
  std::vector<const Code*> found;
  std::size_t place = 0;
  collect(code, place, differing, found);
  return found;
}

std::vector<Column> columns_of(const std::vector<const Code*>& leaves) {
  std::vector<Column> columns;
  for (const Code* leaf : leaves) {
    std::string name = "value";
    if (leaf->head.starts_with('.')) name = leaf->head.substr(1, leaf->head.find(' ') - 1);
    const std::string base = name;
    for (int number = 2; std::ranges::find(columns, name, &Column::name) != columns.end();
         ++number) {
      name = base + '_' + std::to_string(number);
    }
    columns.push_back({name, leaf->form == Code::Form::literal});
  }
  return columns;
}

// The code with the rows' members in place of what differs.
Code with_members(const Code& code, std::size_t& place, const std::set<std::size_t>& differing,
                  const std::vector<Column>& columns, std::size_t& column) {
  if (differing.contains(place++)) {
    const std::string member = "row." + columns[column++].name;
    if (code.form == Code::Form::literal) return token(code.head + member + code.tail);
    return token(std::string(parts_of(code).first) + member);
  }
  Code result = code;
  for (Code& each : result.items) each = with_members(each, place, differing, columns, column);
  return result;
}

std::set<std::size_t> differences(std::span<const Statement> statements) {
  std::set<std::size_t> differing;
  for (const Statement& each : statements.subspan(1)) {
    std::size_t place = 0;
    compare(statements[0].code, each.code, place, differing);
  }
  return differing;
}

}  // namespace

std::size_t repeated(std::span<const Statement> statements) {
  if (statements.empty() || !can_repeat(statements[0])) return 0;
  std::set<std::size_t> differing;
  std::size_t count = 1;
  for (; count < statements.size() && can_repeat(statements[count]); ++count) {
    std::set<std::size_t> all = differing;
    std::size_t place = 0;
    if (!compare(statements[0].code, statements[count].code, place, all)) break;
    if (all.size() > most_columns) break;
    differing = std::move(all);
  }
  const std::string text = laid_out(statements[0].code, 4, 4, 1);
  const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
  return count >= fewest_rows && lines >= fewest_lines ? count : 0;
}

// `Alarm` of `cfn::cloudwatch::AlarmProps`.
std::string row_type(const Statement& statement) {
  std::string name = statement.code.items[0].head;
  name = name.substr(name.rfind(':') + 1);
  return name.substr(0, name.rfind("Props")) + "Row";
}

std::string loop_text(std::span<const Statement> statements, const std::string& type) {
  const std::set<std::size_t> differing = differences(statements);
  const std::vector<Column> columns = columns_of(differing_leaves(statements[0].code, differing));
  std::string text = "  struct " + type + " {\n";
  for (const Column& each : columns) {
    text += (each.is_text ? "    std::string_view " : "    std::int64_t ") + each.name + ";\n";
  }
  text += "  };\n  for (const " + type + "& row : {\n";
  for (const Statement& each : statements) {
    std::vector<Code> values;
    for (const Code* leaf : differing_leaves(each.code, differing)) {
      values.push_back(leaf->form == Code::Form::literal
                           ? text_literal(leaf->content)
                           : token(std::string(parts_of(*leaf).second)));
    }
    text += "           " + laid_out(braces(type, std::move(values)), 11, 11, 1) + ",\n";
  }
  std::size_t place = 0;
  std::size_t column = 0;
  const Code body = with_members(statements[0].code, place, differing, columns, column);
  return text + "       }) {\n    " + laid_out(body, 4, 4, 1) + ";\n  }\n";
}

}  // namespace omnitrack::importing
