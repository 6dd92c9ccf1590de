#pragma once

#include "import/values.hpp"

namespace omnitrack::importing {

/// Whether the construct for alarms on one metric makes a resource as it is.
bool is_plain_alarm(const tmpl::ResourceEntry& resource, const Element* linked);

/// The props of that construct.
Code alarm_props(const Element& element, Plan& plan, Values& values, Comments& comments);

}  // namespace omnitrack::importing
