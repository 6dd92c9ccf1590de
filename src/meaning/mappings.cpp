#include "meaning/mappings.hpp"

#include "meaning/canonical.hpp"
#include "meaning/known.hpp"

namespace omnitrack::meaning {

using tmpl::Member;
using tmpl::Node;

namespace {

using Key = std::optional<std::string_view>;

bool may_be_meant(const Key& key, const Member& member) { return !key || *key == member.key(); }

void add_cells(const Node& one, const Node& other, const Node& arguments, ComparedCells& cells) {
  const auto items = arguments.items();
  const Key row_key = known_text(&items[1]);
  const Key column_key = known_text(&items[2]);
  for (const Member& row : one.members()) {
    if (!may_be_meant(row_key, row)) continue;
    const Node* other_row = other.find(row.key());
    for (const Member& cell : row.value.members()) {
      if (!may_be_meant(column_key, cell)) continue;
      const Node* other_cell = other_row == nullptr ? nullptr : other_row->find(cell.key());
      if (other_cell == nullptr) {
        cells.any_differ = cells.any_differ || items.size() > 3;
      } else {
        (same_meaning(cell.value, *other_cell, {}) ? cells.any_same : cells.any_differ) = true;
      }
    }
  }
}

}  // namespace

LookUp look_up(const tmpl::Index& index, const Node& arguments) {
  LookUp found;
  const auto items = arguments.items();
  if (items.size() < 3) return found;
  found.first = known_text(&items[1]);
  found.second = known_text(&items[2]);
  if (items[0].is_scalar()) found.mapping = index.find_mapping(items[0].text());
  if (found.mapping == nullptr || !found.first) return found;
  found.row = found.mapping->value.find(*found.first);
  if (found.row != nullptr && found.second) found.value = found.row->find(*found.second);
  return found;
}

ComparedCells compare_cells(const Node& before, const Node& after, const Node& arguments) {
  ComparedCells cells;
  if (arguments.items().size() < 3) return cells;
  add_cells(before, after, arguments, cells);
  add_cells(after, before, arguments, cells);
  return cells;
}

const Node* looked_up(const tmpl::Index& index, const Node& call) {
  if (!call.calls(tmpl::Function::find_in_map)) return nullptr;
  const Node* value = look_up(index, call.argument()).value;
  // A mapping holds literals; whatever else stands there is not looked through.
  return value == nullptr || value->is_call() ? nullptr : value;
}

}  // namespace omnitrack::meaning
