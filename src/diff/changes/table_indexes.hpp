#pragma once

#include "meaning/value_spec.hpp"
#include "template/model.hpp"

namespace omnitrack::diff {

/// Whether an index of a table can stay: only its throughput can be updated, so that one with other
/// keys, or that projects something else, is deleted and created. `index` is the place of both.
bool is_same_index(const tmpl::Node& before, const tmpl::Node& after,
                   const meaning::ValueSpec& index);

}  // namespace omnitrack::diff
