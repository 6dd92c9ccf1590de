#pragma once

#include "import/values.hpp"

namespace omnitrack::importing {

/// Whether a pattern of events is one that the library's `EventPattern` says by texts alone.
bool is_event_pattern(const tmpl::Node& pattern);

/// Such a pattern.
Code event_pattern(const tmpl::Node& pattern, Values& values);

}  // namespace omnitrack::importing
