#pragma once

#include <functional>

#include "meaning/path.hpp"
#include "template/index.hpp"

namespace omnitrack::validate {

/// Is given a call, its path, and whether it counts only under some condition.
using CallVisit = std::function<void(const tmpl::Node&, const meaning::Path&, bool)>;

/// Visits the calls of a function in the resources and outputs of a template; not those in another
/// such call.
void for_each_call_of(tmpl::Function function, const tmpl::Index& index, const CallVisit& visit);

}  // namespace omnitrack::validate
