#pragma once

#include <vector>

#include "import/live/fitting.hpp"

namespace omnitrack::importing {

/// A parameter that stands for what is not told, or what nobody is to read in a template.
struct LiveParameter {
  std::string name;
  bool is_secret = false;
};

/// Puts parameters in the place of secrets and of required properties that AWS does not tell.
std::vector<LiveParameter> ask_for(LiveResource& resource);

}  // namespace omnitrack::importing
