#include "meaning/no_echo.hpp"

#include <algorithm>

#include "meaning/known.hpp"

namespace omnitrack::meaning {

bool is_no_echo(const tmpl::Node& parameter) {
  return known_boolean(parameter.find("NoEcho")).value_or(false);
}

HiddenPlaces::HiddenPlaces(const tmpl::Template& source) {
  const tmpl::Node* parameters = source.root().find("Parameters");
  if (parameters == nullptr) return;
  for (const tmpl::Member& each : parameters->members()) {
    const tmpl::Node* value = each.value.find("Default");
    if (value != nullptr && is_no_echo(each.value)) places_.push_back({value->begin, value->end});
  }
  std::ranges::sort(places_, {}, &Place::end);
}

HiddenPlaces::HiddenPlaces(std::vector<Place> places) : places_(std::move(places)) {
  std::ranges::sort(places_, {}, &Place::end);
}

bool HiddenPlaces::touch(std::size_t begin, std::size_t end) const {
  const auto first = std::ranges::upper_bound(places_, begin, {}, &Place::end);
  return first != places_.end() && first->begin < end;
}

}  // namespace omnitrack::meaning
