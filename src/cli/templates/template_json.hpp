#pragma once

#include "support/json_writer.hpp"
#include "template/model.hpp"

namespace omnitrack::cli {

/// Writes a value of a template, JSON or YAML, as JSON with the long forms of functions.
void write_json(const tmpl::Node& value, support::JsonWriter& writer);

}  // namespace omnitrack::cli
