// Asks for a value that it computes where nobody else has: cache_computing_process PORT. It prints
// what it got, and whether it computed.

#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "redis_client.hpp"
#include "service.hpp"

namespace omnitrack::cache_test {
namespace {

int ask(std::uint16_t port) {
  RecordedLog log;
  CacheService service = value(CacheService::create(configuration_for(port, log)));
  const Computed given = value(service.get_or_compute("k", std::chrono::seconds(60), [&] {
    RedisClient redis(port);
    redis.command({"INCR", "computations"});
    // The test pushes it when all processes have come.
    redis.command({"BLPOP", "go", "60"});
    return "computed by " + std::to_string(getpid());
  }));
  std::printf("%s\n%s\n", given.value.c_str(),
              given.origin == Origin::computed ? "computed" : "got");
  return given.cache_error ? 1 : 0;
}

}  // namespace
}  // namespace omnitrack::cache_test

int main(int count, char** words) {
  if (count != 2) return 64;
  return omnitrack::cache_test::ask(static_cast<std::uint16_t>(std::atoi(words[1])));
}
