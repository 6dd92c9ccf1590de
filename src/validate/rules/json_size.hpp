#pragma once

#include <cstddef>
#include <optional>

#include "template/model.hpp"

namespace omnitrack::validate {

/// How many bytes a value has as JSON without blanks, or a text as it is; nothing where a part of
/// it is known at the deployment only.
std::optional<std::size_t> json_size(const tmpl::Node& value);

}  // namespace omnitrack::validate
