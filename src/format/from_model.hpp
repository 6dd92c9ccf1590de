#pragma once

#include "format/syntax.hpp"
#include "template/model.hpp"

namespace omnitrack::format {

/// The YAML of a template that was read from JSON: blocks, with what a function is given in
/// brackets where it holds nothing big, and texts of several lines as they are.
File from_model(const tmpl::Node& root);

}  // namespace omnitrack::format
