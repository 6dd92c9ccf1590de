#pragma once

#include "validate/context.hpp"

namespace omnitrack::validate {

/// The `Export` of one output.
void check_export(const Context& context, const tmpl::Node& exported, const meaning::Path& path);

/// That no two outputs of one stack surely export the same name.
void check_export_names(const Context& context);

}  // namespace omnitrack::validate
