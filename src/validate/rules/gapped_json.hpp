#pragma once

#include <string_view>

namespace omnitrack::validate {

/// Whether a text with gaps can become JSON: a gap may stand for anything, so that only neighbours
/// around none tell, such as a comma before a bracket, and what has no end where no gap is outside
/// of the texts.
bool may_become_json(std::string_view gapped);

}  // namespace omnitrack::validate
