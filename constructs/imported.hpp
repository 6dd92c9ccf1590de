#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack {

/// Reports, at a construct that a `from_…` function made, that something was asked of it that only
/// the app which makes it can do.
void refuse_of_imported(const Construct& at, std::string_view what);

}  // namespace omnitrack
