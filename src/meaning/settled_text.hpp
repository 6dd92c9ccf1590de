#pragma once

#include <optional>
#include <string>

#include "template/index.hpp"

namespace omnitrack::meaning {

/// The text that a value gives in every deployment, by its words alone: a literal, where a number
/// counts as YAML reads it, what is looked up in a mapping by literal keys, the length of a literal
/// list, or literal texts as JSON. Nothing where it may be another one.
std::optional<std::string> settled_text(const tmpl::Index& index, const tmpl::Node& value);

}  // namespace omnitrack::meaning
