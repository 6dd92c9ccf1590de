// Times the cache service against a Redis that runs; see cache_load.hpp for its words.

#include <span>

#include "cache_load.hpp"
#include <omnitrack/cache/cache_service.hpp>

namespace {

using namespace omnitrack::cache;
using omnitrack::bench::give_up;

template <class T>
T demand(Result<T>&& result) {
  if (!result) give_up(result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

class Service {
 public:
  explicit Service(const omnitrack::bench::Workload& workload)
      : bytes_(workload.bytes), cache_(demand(CacheService::create(configuration(workload)))) {}

  class Session {
   public:
    explicit Session(Service& service) : service_(service) {}
    void get(std::string_view key) { service_.check(service_.cache_.get(key)); }
    void set(std::string_view key, std::string_view value) {
      demand(service_.cache_.set(key, value));
    }
    void get_many(std::span<const std::string_view> keys) {
      for (auto& each : service_.cache_.get_many(keys)) service_.check(std::move(each));
    }
    void set_many(std::span<const std::string_view> keys, std::string_view value) {
      std::vector<Entry> entries;
      entries.reserve(keys.size());
      for (const std::string_view key : keys) entries.push_back({key, value});
      for (auto& each : service_.cache_.set_many(entries)) demand(std::move(each));
    }

   private:
    Service& service_;
  };
  Session session() { return Session(*this); }

 private:
  static Configuration configuration(const omnitrack::bench::Workload& workload) {
    Configuration configuration{.host = "127.0.0.1"};
    configuration.port = workload.port;
    configuration.tls = !workload.ca_file.empty();
    configuration.ca_file = workload.ca_file;
    configuration.measure = workload.is_measured;
    if (!workload.local.empty()) {
      configuration.local.bytes = std::size_t{64} << 20U;
      if (workload.local == "tracked") configuration.local.consistency = LocalConsistency::tracked;
    }
    if (workload.is_cluster) configuration.deployment = Deployment::cluster;
    return configuration;
  }

  void check(Result<std::optional<std::string>>&& found) const {
    const auto value = demand(std::move(found));
    if (!value || value->size() != bytes_) give_up("the value is gone");
  }

  const std::size_t bytes_;
  CacheService cache_;
};

}  // namespace

int main(int argc, char** argv) {
  omnitrack::bench::Load<Service>(omnitrack::bench::Workload::from(argc, argv)).run();
}
