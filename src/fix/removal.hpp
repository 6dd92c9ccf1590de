#pragma once

#include <cstddef>
#include <optional>

#include "fix/edit.hpp"
#include "template/model.hpp"

namespace omnitrack::fix {

/// How an item is taken out of a list, or a member out of a map, that has others; nothing where the
/// text is laid out so that it cannot be surely. In YAML its lines go, and the comments on them
/// stay.
std::optional<Edit> removal(const tmpl::Template& in, const tmpl::Node& from, std::size_t place);

}  // namespace omnitrack::fix
