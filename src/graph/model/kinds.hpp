#pragma once

#include <string>
#include <string_view>

#include "schema/facts.hpp"
#include "template/index.hpp"

namespace omnitrack::graph {

/// What people call a type, e.g. `Lambda function`; of one that is not known, what its name says.
std::string kind_of(std::string_view type);

/// The same of a resource, where one of its properties tells more: `Network load balancer`.
std::string kind_of(const tmpl::ResourceEntry& resource);

/// The plural of what people call a type, as it follows a number.
std::string plural_of(std::string_view kind, std::string_view type);

/// The family of a type's icon.
schema::Family family_of(std::string_view type);

/// The name of a type's icon: its own, or its family's.
std::string_view icon_of(std::string_view type);

/// The name of a family, by which its icon is found.
std::string_view name_of(schema::Family family);

}  // namespace omnitrack::graph
