#pragma once

#include <cstdint>
#include <string_view>

#include "template/model.hpp"

namespace omnitrack::validate {

/// The offset after a tag of YAML that begins at one.
std::uint32_t end_of_tag(std::string_view text, std::uint32_t begin);

/// The offset after a member's key, and after its quotes where it has any.
std::uint32_t end_of_key(const tmpl::Template& in, const tmpl::Member& member);

}  // namespace omnitrack::validate
