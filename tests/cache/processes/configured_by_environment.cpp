// Sets a key by the one service of its process, which the environment and this program configure;
// ends with 0 where each call gave the same service.

#include <cstdio>

#include "service.hpp"

int main() {
  using omnitrack::cache::initialize_cache_service;
  const auto service =
      initialize_cache_service([](omnitrack::cache::Configuration& of) { of.prefix = "shop"; });
  if (!service) {
    std::printf("%s\n", service.error().message.c_str());
    return 1;
  }
  const auto again = initialize_cache_service(
      [](omnitrack::cache::Configuration& of) { of.prefix = "comes too late"; });
  if (!again || *again != *service) return 2;
  return (*again)->set("k", "value") ? 0 : 3;
}
