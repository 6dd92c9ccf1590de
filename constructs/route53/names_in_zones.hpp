#pragma once

#include <string_view>

#include <omnitrack/construct.hpp>

namespace omnitrack::route53 {

/// Whether two names are the same: capitals and a dot at the end make no difference.
bool is_same_name(std::string_view a, std::string_view b);

/// Whether a whole name is that of the zone or below it.
bool is_in_zone(std::string_view name, std::string_view zone);

/// Whether the name of a record is surely a whole one of another zone: it ends in a dot, in the
/// last label of the zone, or in a well-known top-level domain. A record below the zone that looks
/// like that is given by its whole name.
bool is_outside_of_zone(std::string_view name, std::string_view zone);

/// Reports at a construct that a name is outside of the zone.
void refuse_of_zone(const Construct& at, std::string_view name, std::string_view zone);

}  // namespace omnitrack::route53
