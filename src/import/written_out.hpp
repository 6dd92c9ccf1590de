#pragma once

#include <memory>

#include "meaning/made_template.hpp"

namespace omnitrack::importing {

/// A template in which what the loops of the language extensions make stands in place of those that
/// run over what the template itself holds; null where it has none of these.
std::unique_ptr<meaning::MadeTemplate> with_loops_written_out(const tmpl::Index& index);

}  // namespace omnitrack::importing
