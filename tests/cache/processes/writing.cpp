// Writes a key again and again until it is killed, each time with the next version, which it notes
// once the write was acknowledged: cache_writing_process PORT single|cluster FILE KEY.

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <thread>

#include "service.hpp"
#include "versions.hpp"

namespace omnitrack::cache_test {
namespace {

int write_on(std::uint16_t port, bool is_cluster, const std::string& file, int key) {
  RecordedLog log;
  Configuration configuration = configuration_for(port, log);
  if (is_cluster) configuration.deployment = cache::Deployment::cluster;
  CacheService service = value(CacheService::create(configuration));
  Versions versions(file);
  std::minstd_rand random(static_cast<unsigned>(key));
  for (std::uint64_t version = 1;; ++version) {
    // What failed may have been written all the same; nobody waits for it.
    if (service.set(versioned_key(key), std::to_string(version))) versions.of(key) = version;
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 3000));
  }
}

}  // namespace
}  // namespace omnitrack::cache_test

int main(int count, char** words) {
  if (count != 5) return 64;
  return omnitrack::cache_test::write_on(static_cast<std::uint16_t>(std::atoi(words[1])),
                                         std::string_view(words[2]) == "cluster", words[3],
                                         std::atoi(words[4]));
}
