#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "template/model.hpp"

namespace omnitrack::fix {

/// The comments between two offsets of a YAML text, where only a value and its key stand.
std::vector<std::string_view> comments_in(std::string_view text, const tmpl::Node& value,
                                          std::uint32_t begin, std::uint32_t end);

}  // namespace omnitrack::fix
