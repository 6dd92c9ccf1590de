// Runs a handler once: cache_claiming_process PORT. The handler notes that it ran, and waits until
// the test lets it go on. It prints the answer, and whether the handler ran.

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

int run(std::uint16_t port) {
  RecordedLog log;
  CacheService service = value(CacheService::create(configuration_for(port, log)));
  const cache::OnceOptions options{
      .time_to_live = std::chrono::minutes(10),
      .claim_limit = std::chrono::minutes(10),
      .wait_limit = std::chrono::minutes(10),
  };
  const cache::OnceAnswer given = value(service.once("k", options, [&] {
    RedisClient redis(port);
    redis.command({"INCR", "runs"});
    // The test pushes it when all processes have come.
    redis.command({"BLPOP", "go", "60"});
    return "charged by " + std::to_string(getpid());
  }));
  std::printf("%s\n%s\n", given.answer.c_str(),
              given.origin == cache::AnswerOrigin::ran ? "ran" : "stored");
  return given.cache_error ? 1 : 0;
}

}  // namespace
}  // namespace omnitrack::cache_test

int main(int count, char** words) {
  if (count != 2) return 64;
  return omnitrack::cache_test::run(static_cast<std::uint16_t>(std::atoi(words[1])));
}
