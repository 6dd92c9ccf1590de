#include "names_in_zones.hpp"

#include <algorithm>
#include <string>

#include <omnitrack/codes.hpp>

namespace omnitrack::route53 {

namespace {

char lower_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view without_dot(std::string_view name) {
  return name.ends_with('.') ? name.substr(0, name.size() - 1) : name;
}

std::string_view last_label(std::string_view name) { return name.substr(name.rfind('.') + 1); }

}  // namespace

bool is_same_name(std::string_view a, std::string_view b) {
  a = without_dot(a);
  b = without_dot(b);
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower_letter(x) == lower_letter(y); });
}

bool is_in_zone(std::string_view name, std::string_view zone) {
  name = without_dot(name);
  if (name.size() < zone.size()) return false;
  const std::size_t rest = name.size() - zone.size();
  return is_same_name(name.substr(rest), zone) && (rest == 0 || name[rest - 1] == '.');
}

bool is_outside_of_zone(std::string_view name, std::string_view zone) {
  if (is_in_zone(name, zone)) return false;
  if (name.ends_with('.')) return true;
  if (name.find('.') == std::string_view::npos) return false;
  constexpr std::string_view well_known[] = {"com", "edu", "gov", "net", "org"};
  const std::string_view last = last_label(name);
  return is_same_name(last, last_label(zone)) ||
         std::any_of(std::begin(well_known), std::end(well_known),
                     [last](std::string_view each) { return is_same_name(last, each); });
}

void refuse_of_zone(const Construct& at, std::string_view name, std::string_view zone) {
  const std::string zone_text(zone);
  at.error(codes::OT3329,
           "'" + std::string(name) + "' is outside of the hosted zone '" + zone_text + "'",
           "give the zone that holds the name, or a name that ends in '." + zone_text + "'");
}

}  // namespace omnitrack::route53
