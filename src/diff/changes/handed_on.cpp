#include "diff/changes/handed_on.hpp"

#include <algorithm>

#include "meaning/known.hpp"

namespace omnitrack::diff {

using tmpl::Index;
using tmpl::Node;

const Node* parameters_given(const Index& whole, std::string_view nested_stack) {
  const tmpl::ResourceEntry* nested = whole.find_resource(nested_stack);
  return nested == nullptr ? nullptr : meaning::find_value(nested->properties, "Parameters");
}

const Node* value_of_output(const Index& index, std::string_view name) {
  const Node* outputs = index.section("Outputs");
  const Node* output = outputs == nullptr ? nullptr : outputs->find(name);
  return output == nullptr ? nullptr : output->find("Value");
}

const Node& where_it_is_made(const Node& value) {
  if (!value.calls(tmpl::Function::if_)) return value;
  const auto items = value.argument().items();
  const bool is_else_empty = items.size() == 3 && items[2].is_scalar() && items[2].text().empty();
  return is_else_empty ? items[1] : value;
}

}  // namespace omnitrack::diff
