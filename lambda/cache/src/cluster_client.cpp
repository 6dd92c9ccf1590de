#include "cluster_client.hpp"

#include "cluster_run.hpp"
#include "failure.hpp"
#include "out_of_time.hpp"
#include "slots.hpp"

namespace omnitrack::cache {

Result<std::unique_ptr<Redis>> ClusterClient::create(const Configuration& configuration) {
  auto tls = tls_of(configuration);
  if (!tls) return failure_of(std::move(tls));
  return std::make_unique<ClusterClient>(configuration, std::move(*tls));
}

ClusterClient::ClusterClient(const Configuration& configuration, std::optional<TlsContext> tls)
    : configuration_(configuration), nodes_(configuration, std::move(tls)) {}

Result<std::vector<Reply>> ClusterClient::run(const Commands& commands) {
  auto replies = ClusterRun(configuration_, nodes_, turn_++).run(commands);
  if (!replies) replies.error() = seen_by_deadline(std::move(replies.error()));
  return replies;
}

// What is old is learned anew by who goes to Redis; whoever has the key's slot no more says so.
Result<std::optional<Primary>> ClusterClient::primary_of(std::string_view key) {
  auto topology =
      nodes_.known(Deadline(configuration_.connect_timeout + configuration_.command_timeout));
  if (!topology) return tl::unexpected<Error>(seen_by_deadline(std::move(topology.error())));
  const Shard* const shard = (*topology)->shard_of(slot_of(key));
  if (shard == nullptr) return std::nullopt;
  return shard->primary->client().primary_of(key);
}

Result<void> ClusterClient::on_each_primary(const OnNode& action) {
  const Deadline limit(configuration_.connect_timeout + configuration_.command_timeout);
  auto topology = nodes_.learned_after(Deadline::Clock::now(), limit);
  if (!topology) return tl::unexpected<Error>(seen_by_deadline(std::move(topology.error())));
  for (const Shard& shard : (*topology)->shards()) {
    auto done = action(shard.primary->client());
    if (!done) return done;
  }
  return {};
}

}  // namespace omnitrack::cache
