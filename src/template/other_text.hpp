#pragma once

#include <string_view>

#include "template/model.hpp"

namespace omnitrack::tmpl {

/// Says of a text that cannot be read what it is where that is plain: a template of another
/// language, what a merge has left, bytes of an archive, or UTF-16.
void tell_other_text(std::string_view text, TextProblem& problem);

}  // namespace omnitrack::tmpl
