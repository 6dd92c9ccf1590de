#include "split/used_names.hpp"

#include "meaning/references.hpp"

namespace omnitrack::split {

void UsedNames::add_entry(const tmpl::Node& body) {
  const tmpl::Node* condition = body.find("Condition");
  if (condition != nullptr && condition->is_scalar()) add_condition(condition->text());
  add_value(body);
}

void UsedNames::add_condition(std::string_view name) {
  const tmpl::Member* condition = index_.find_condition(name);
  if (condition != nullptr && conditions_.insert(condition->key()).second) {
    add_value(condition->value);
  }
}

void UsedNames::add_value(const tmpl::Node& value) {
  meaning::for_each_name_in(value, [this](const meaning::Name& name) {
    if (name.of == meaning::Name::Of::condition) add_condition(name.text);
    if (name.of != meaning::Name::Of::mapping) return;
    mappings_.insert(name.text);
    if (name.text.empty()) has_computed_mapping_ = true;
  });
}

}  // namespace omnitrack::split
