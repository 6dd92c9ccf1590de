#include <random>

#include <fmt/format.h>

#include "state.hpp"

namespace omnitrack::cache {

std::string unique_token() {
  std::random_device random;
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

}  // namespace omnitrack::cache
