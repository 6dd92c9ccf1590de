// Times the cache service against a Redis that runs: cache_speed PORT SCENARIO OPERATIONS
// [measured], where SCENARIO is get, set, get_many or set_many. Prints one JSON object.

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include <omnitrack/cache/cache_service.hpp>

namespace {

using namespace omnitrack::cache;
using Clock = std::chrono::steady_clock;

constexpr std::size_t value_bytes = 1024;
constexpr std::size_t batch_size = 16;
constexpr std::string_view key = "bench";

[[noreturn]] void give_up(std::string_view reason) {
  fmt::print(stderr, "cache_speed: {}\n", reason);
  std::exit(1);
}

template <class T>
T demand(Result<T>&& result) {
  if (!result) give_up(result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

double user_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec) / 1e6;
}

void get(CacheService& cache) {
  if (!demand(cache.get(key))) give_up("the value is gone");
}

void get_many(CacheService& cache) {
  static const std::vector<std::string_view> keys(batch_size, key);
  for (auto& each : cache.get_many(keys)) {
    if (!demand(std::move(each))) give_up("the value is gone");
  }
}

void set(CacheService& cache, std::string_view value) { demand(cache.set(key, value)); }

void set_many(CacheService& cache, std::string_view value) {
  const std::vector<Entry> entries(batch_size, Entry{key, value});
  for (auto& each : cache.set_many(entries)) demand(std::move(each));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4 || argc > 5) give_up("usage: cache_speed PORT SCENARIO OPERATIONS [measured]");
  Configuration configuration{.host = "127.0.0.1"};
  configuration.port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  configuration.measure = argc == 5;
  CacheService cache = demand(CacheService::create(std::move(configuration)));
  const std::string_view scenario = argv[2];
  const auto operations = static_cast<std::size_t>(std::atoll(argv[3]));
  const std::string value(value_bytes, 'x');
  set(cache, value);

  std::vector<double> latencies;
  latencies.reserve(operations);
  const double user_before = user_seconds();
  const auto start = Clock::now();
  std::size_t done = 0;
  while (done < operations) {
    const auto before = Clock::now();
    if (scenario == "get") {
      get(cache);
    } else if (scenario == "set") {
      set(cache, value);
    } else if (scenario == "get_many") {
      get_many(cache);
    } else if (scenario == "set_many") {
      set_many(cache, value);
    } else {
      give_up("no such scenario");
    }
    latencies.push_back(std::chrono::duration<double, std::micro>(Clock::now() - before).count());
    done += scenario.ends_with("_many") ? batch_size : 1;
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  const double user = user_seconds() - user_before;
  std::sort(latencies.begin(), latencies.end());
  const auto at = [&](double share) {
    return latencies[static_cast<std::size_t>(share * static_cast<double>(latencies.size() - 1))];
  };
  const auto count = static_cast<double>(done);
  fmt::print(
      "{{\"per_second\": {:.0f}, \"p50_us\": {:.1f}, \"p99_us\": {:.1f}, \"user_ns\": {:.0f}, "
      "\"connections\": {}}}\n",
      count / seconds, at(0.5), at(0.99), user / count * 1e9, cache.statistics().connections_made);
}
