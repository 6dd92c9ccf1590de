#pragma once

#include <string>

#include "support/json_writer.hpp"
#include "template/model.hpp"

namespace omnitrack::tmpl {

/// Writes a value of a template, JSON or YAML, as JSON with the long forms of functions.
void write_json(const Node& value, support::JsonWriter& writer);

/// The same as a text without spaces and line ends.
std::string json_of(const Node& value);

}  // namespace omnitrack::tmpl
