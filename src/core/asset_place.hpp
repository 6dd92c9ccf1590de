#pragma once

#include <string>
#include <string_view>

namespace omnitrack {

/// The name of a bucket or a repository as it is in some account and region.
std::string sample_of_place(std::string_view name);

}  // namespace omnitrack
