#pragma once

#include "omnitrack/construct.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

/// Writes the members `file` and `line` of a line of code; nothing where there is none.
void write_source(support::JsonWriter& json, const Source& source);

}  // namespace omnitrack::cli
