#pragma once

#include <string>

#include "template/index.hpp"

namespace omnitrack::meaning {

/// What only a deployment tells, in words for people, such as `the mapping Images`.
std::string words_of_unknown(const tmpl::Node& value);

/// What it rests on, in words, whether two values of an old and a new template are the same: a
/// parameter that has no default, what another stack exports, and the like. Empty where they surely
/// differ, and where both rest on the same.
std::string undecided_part(const tmpl::Index& old_index, const tmpl::Node& before,
                           const tmpl::Index& new_index, const tmpl::Node& after);

}  // namespace omnitrack::meaning
