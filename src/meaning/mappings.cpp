#include "meaning/mappings.hpp"

#include "meaning/known.hpp"

namespace omnitrack::meaning {

using tmpl::Node;

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

const Node* looked_up(const tmpl::Index& index, const Node& call) {
  if (!call.calls(tmpl::Function::find_in_map)) return nullptr;
  const Node* value = look_up(index, call.argument()).value;
  // A mapping holds literals; whatever else stands there is not looked through.
  return value == nullptr || value->is_call() ? nullptr : value;
}

}  // namespace omnitrack::meaning
