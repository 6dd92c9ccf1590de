#pragma once

#include <string_view>

namespace omnitrack::support {

/// Whether a text is a day of the calendar as `YYYY-MM-DD`. Two such texts compare as the days do.
bool is_date(std::string_view text);

}  // namespace omnitrack::support
