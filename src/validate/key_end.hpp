#pragma once

#include <cstdint>

#include "template/model.hpp"

namespace omnitrack::validate {

/// The offset after a member's key, and after its quotes where it has any.
std::uint32_t end_of_key(const tmpl::Template& in, const tmpl::Member& member);

}  // namespace omnitrack::validate
