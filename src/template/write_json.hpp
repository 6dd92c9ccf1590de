#pragma once

#include <string>
#include <string_view>

#include "support/json_writer.hpp"
#include "template/model.hpp"

namespace omnitrack::tmpl {

/// Writes a value of a template, JSON or YAML, as JSON with the long forms of functions.
void write_json(const Node& value, support::JsonWriter& writer);

/// Writes a JSON text again, as the writer lays it out; what is no JSON is written as null.
void rewrite_json(std::string_view text, support::JsonWriter& writer);

/// A value as JSON without spaces and line ends.
std::string json_of(const Node& value);

}  // namespace omnitrack::tmpl
