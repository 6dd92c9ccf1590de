#pragma once

#include <vector>

#include "template/builder.hpp"

namespace omnitrack::meaning {

/// Appends the members that a loop (`Fn::ForEach::NAME`) stands for, made by the builder. False,
/// with nothing appended, where it runs over what is not written out.
bool expand_loop(const tmpl::Member& loop, tmpl::Builder& builder,
                 std::vector<tmpl::Member>& members);

}  // namespace omnitrack::meaning
