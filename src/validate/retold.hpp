#pragma once

#include "validate/finding.hpp"

namespace omnitrack::validate {

/// Takes away findings that tell again of a value what an error tells at the same place: a rule of
/// its service and a limit of the specification often stand for one demand. The findings are in the
/// order of the text.
void drop_retold(Findings& findings);

}  // namespace omnitrack::validate
