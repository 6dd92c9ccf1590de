#include "redis.hpp"

#include "client.hpp"
#include "cluster_client.hpp"
#include "failure.hpp"

namespace omnitrack::cache {

Result<std::unique_ptr<Redis>> Redis::create(const Configuration& configuration) {
  if (configuration.deployment == Deployment::cluster) return ClusterClient::create(configuration);
  auto pool = Pool::create(configuration);
  if (!pool) return failure_of(std::move(pool));
  return std::make_unique<Client>(configuration, std::move(*pool));
}

Result<Reply> Redis::run_one(const Commands& command) {
  auto replies = run(command);
  if (!replies) return failure_of(std::move(replies));
  return std::move(replies->front());
}

Result<Reply> Redis::run(const Script& script, std::span<const Word> keys,
                         std::span<const Word> values) {
  Commands command;
  script.append_call(command, keys, values);
  auto reply = run_one(command);
  if (!reply || !reply->is_error("NOSCRIPT")) return reply;
  command.clear();
  script.append_source(command, keys, values);
  return run_one(command);
}

}  // namespace omnitrack::cache
