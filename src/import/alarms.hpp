#pragma once

#include "import/values.hpp"

namespace omnitrack::importing {

/// Whether the construct for alarms on one metric makes these properties as they are.
bool is_plain_alarm(const tmpl::Node& properties);

/// The props of that construct.
Code alarm_props(const Element& element, Values& values, Comments& comments);

}  // namespace omnitrack::importing
