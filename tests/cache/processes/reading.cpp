// Reads a key on its local level, and once more when the test lets it: cache_reading_process PORT.
// It prints what it read, how often from this process, and how often all values were dropped.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "redis_client.hpp"
#include "service.hpp"

namespace omnitrack::cache_test {
namespace {

int read_twice(std::uint16_t port) {
  RecordedLog log;
  Configuration configuration = configuration_for(port, log);
  configuration.local.bytes = 1U << 20U;
  configuration.local.timeout = std::chrono::seconds(20);
  // What has arrived is all that it looks at, so that nothing but the drop tells it of a change.
  configuration.local.consistency = cache::LocalConsistency::tracked;
  configuration.local.confirm_after = std::chrono::hours(1);
  configuration.local.longest_gap = std::chrono::seconds(1);
  CacheService service = value(CacheService::create(configuration));
  value(service.get("k"));
  value(service.get("k"));
  RedisClient redis(port);
  redis.command({"RPUSH", "ready", "1"});
  redis.command({"BLPOP", "go", "60"});
  const std::string read = value(service.get("k")).value_or("nothing");
  const auto statistics = service.statistics();
  std::printf("%s %d %d\n", read.c_str(), static_cast<int>(statistics.local_hits),
              static_cast<int>(statistics.local_drops));
  return 0;
}

}  // namespace
}  // namespace omnitrack::cache_test

int main(int count, char** words) {
  if (count != 2) return 64;
  return omnitrack::cache_test::read_twice(static_cast<std::uint16_t>(std::atoi(words[1])));
}
