#pragma once

#include <string>
#include <vector>

#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack::stepfunctions {

/// A definition as a text of JSON with references in it, for what no template can hold: null.
Value<std::string> definition_text(const Json& definition);

/// How many bytes of a definition are known now.
std::size_t definition_size(const Json& definition);

/// Whether null stands in a definition.
bool has_null(const Node& node);

/// The names of the placeholders `${name}` in a text, each once.
std::vector<std::string> placeholders_of(std::string_view text);

/// The file of a definition, beside the source that makes the state machine.
std::string definition_path(std::string_view path, const Source& source);

/// Reads a file; whether it could be read. A relative path is looked for from the working folder
/// and from those above it, since builds write the paths of sources as seen from the project's
/// folder.
bool read_definition(const std::string& path, std::string& text);

}  // namespace omnitrack::stepfunctions
