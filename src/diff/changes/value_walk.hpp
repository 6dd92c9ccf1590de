#pragma once

#include <functional>

#include "diff/changes/changes.hpp"
#include "meaning/path.hpp"

namespace omnitrack::diff {

/// A value that calls a function, with what a change of it does to its resource.
using VisitCall =
    std::function<void(const tmpl::Node& call, const meaning::Path& path, Effect effect)>;

/// Visits every call of a function in the properties of a resource, from the outside in.
void visit_calls(const tmpl::ResourceEntry& resource, const VisitCall& visit);

/// The same in a value that no specification describes, such as an output's.
void visit_calls(const tmpl::Node& value, const VisitCall& visit);

}  // namespace omnitrack::diff
