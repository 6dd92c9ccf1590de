#pragma once

#include <string>
#include <string_view>

#include "support/printable.hpp"

namespace omnitrack::cli {

using support::printable;
using support::printable_line;

/// A name that came from a file between single quotes, printable.
std::string quoted_name(std::string_view name);

}  // namespace omnitrack::cli
