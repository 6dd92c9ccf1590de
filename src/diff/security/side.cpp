#include "diff/security/side.hpp"

#include "meaning/known.hpp"

namespace omnitrack::diff {

std::optional<std::string_view> Side::said_text(const tmpl::Node& value) const {
  if (const auto text = meaning::known_text(&value)) return text;
  if (!value.calls(tmpl::Function::ref)) return std::nullopt;
  const std::string_view name = value.argument().text();
  const tmpl::Node* parameter = given == nullptr ? nullptr : given->find(name);
  if (parameter != nullptr) return meaning::known_text(parameter);
  const meaning::KnownPlace* place = surroundings == nullptr ? nullptr : surroundings->find(name);
  if (place == nullptr || !place->is_known() || place->is_assumed) return std::nullopt;
  return place->text;
}

}  // namespace omnitrack::diff
