#include "cluster_client.hpp"

#include "cluster_run.hpp"
#include "failure.hpp"

namespace omnitrack::cache {

Result<std::unique_ptr<Redis>> ClusterClient::create(const Configuration& configuration) {
  std::optional<TlsContext> tls;
  if (configuration.tls) {
    auto made = TlsContext::create(configuration.ca_file);
    if (!made) return failure_of(std::move(made));
    tls = std::move(*made);
  }
  return std::make_unique<ClusterClient>(configuration, std::move(tls));
}

ClusterClient::ClusterClient(const Configuration& configuration, std::optional<TlsContext> tls)
    : configuration_(configuration), nodes_(configuration, std::move(tls)) {}

Result<std::vector<Reply>> ClusterClient::run(const Commands& commands) {
  return ClusterRun(configuration_, nodes_, turn_++).run(commands);
}

Result<void> ClusterClient::on_each_primary(const OnNode& action) {
  const Deadline limit(configuration_.connect_timeout + configuration_.command_timeout);
  auto topology = nodes_.learned_after(Deadline::Clock::now(), limit);
  if (!topology) return failure_of(std::move(topology));
  for (const Shard& shard : (*topology)->shards()) {
    auto done = action(shard.primary->client());
    if (!done) return done;
  }
  return {};
}

}  // namespace omnitrack::cache
