#pragma once

#include <string_view>

#include "template/model.hpp"

namespace omnitrack::importing {

/// The enumerator that writes no policy.
inline constexpr std::string_view unspecified_removal = "RemovalPolicy::unspecified";

/// The enumerator that writes both policies of a resource as they are; empty where none does.
std::string_view removal_policy_of(const tmpl::Node& resource);

}  // namespace omnitrack::importing
