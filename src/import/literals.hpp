#pragma once

#include <optional>

#include "import/code.hpp"
#include "import/cpp_names.hpp"
#include "template/model.hpp"

namespace omnitrack::importing {

/// A scalar as a literal of an element's kind; nothing where it is none.
std::optional<Code> scalar_literal(const tmpl::Node& value, ElementKind element);

/// A scalar as a literal of JSON.
Code json_literal(const tmpl::Node& value);

/// A whole number, also where it is written as a text.
std::optional<Code> integer_literal(const tmpl::Node& value);

}  // namespace omnitrack::importing
