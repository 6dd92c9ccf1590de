#include "meaning/mappings.hpp"

#include "meaning/canonical.hpp"
#include "meaning/known.hpp"

namespace omnitrack::meaning {

using tmpl::Member;
using tmpl::Node;

namespace {

using Key = std::optional<std::string_view>;

/// Visits what a key may mean in a map: all that stands there where it is not known.
template <class Visit>
void for_each_meant(const Node& map, const Key& key, const Visit& visit) {
  if (!key) {
    for (const Member& each : map.members()) visit(each.key(), each.value);
  } else if (const Node* value = map.find(*key)) {
    visit(*key, *value);
  }
}

void add_cells(const Node& one, const Node& other, const Key& row_key, const Key& column_key,
               bool has_default, ComparedCells& cells) {
  for_each_meant(one, row_key, [&](std::string_view row_name, const Node& row) {
    const Node* other_row = other.find(row_name);
    for_each_meant(row, column_key, [&](std::string_view name, const Node& cell) {
      const Node* other_cell = other_row == nullptr ? nullptr : other_row->find(name);
      if (other_cell == nullptr) {
        cells.any_differ = cells.any_differ || has_default;
      } else {
        (same_meaning(cell, *other_cell, {}) ? cells.any_same : cells.any_differ) = true;
      }
    });
  });
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

ComparedCells ComparedMapping::cells_at(const Node& arguments) const {
  const auto items = arguments.items();
  if (items.size() < 3) return {};
  const Key row = known_text(&items[1]);
  const Key column = known_text(&items[2]);
  const bool has_default = items.size() > 3;
  const auto [known, is_new] = known_.try_emplace({row, column, has_default});
  if (is_new) {
    add_cells(before_, after_, row, column, has_default, known->second);
    add_cells(after_, before_, row, column, has_default, known->second);
  }
  return known->second;
}

const Node* looked_up(const tmpl::Index& index, const Node& call) {
  if (!call.calls(tmpl::Function::find_in_map)) return nullptr;
  const Node* value = look_up(index, call.argument()).value;
  // A mapping holds literals; whatever else stands there is not looked through.
  return value == nullptr || value->is_call() ? nullptr : value;
}

}  // namespace omnitrack::meaning
