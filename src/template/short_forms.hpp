#pragma once

#include <string>
#include <string_view>

#include "template/model.hpp"

namespace omnitrack::tmpl {

/// The function that a YAML tag such as `!GetAtt` is short for; `none` where it is for none.
Function function_of_tag(std::string_view tag);

/// How to mend a tag that is none of them.
std::string hint_for_tag(std::string_view wrong);

}  // namespace omnitrack::tmpl
