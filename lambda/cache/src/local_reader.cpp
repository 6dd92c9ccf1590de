#include "local_reader.hpp"

#include "failure.hpp"
#include "slot_ranges.hpp"

namespace omnitrack::cache {

Result<std::unique_ptr<LocalReader>> LocalReader::create(const Configuration& configuration,
                                                         Redis& redis) {
  auto tls = tls_of(configuration);
  if (!tls) return failure_of(std::move(tls));
  return std::make_unique<LocalReader>(configuration, redis, std::move(*tls));
}

LocalReader::LocalReader(const Configuration& configuration, Redis& redis,
                         std::optional<TlsContext> tls)
    : configuration_(configuration),
      redis_(redis),
      tls_(std::move(tls)),
      values_(configuration.local.bytes) {}

void LocalReader::look(std::span<LocalLook> looks) {
  const auto begun = Deadline::Clock::now();
  if (DeadlineScope::has_passed()) return;
  struct Part {
    Primary primary;
    std::vector<LocalLook*> looks;
  };
  std::map<LocalSource*, Part> parts;
  std::optional<Error> unknown;
  for (LocalLook& look : looks) {
    if (look.key.empty()) continue;
    // Where the nodes are not known, all there is time for has been tried.
    auto primary = unknown ? tl::unexpected<Error>(*unknown) : redis_.primary_of(look.key);
    if (!primary) {
      unknown = primary.error();
      look.found = tl::unexpected<Error>(std::move(primary).error());
    } else if (*primary) {
      LocalSource* const source = source_at((*primary)->endpoint);
      parts.try_emplace(source, Part{**primary, {}}).first->second.looks.push_back(&look);
    }
  }
  for (const auto& [source, part] : parts) {
    if (source != nullptr) source->look(part.looks, part.primary, begun);
  }
}

// Sources stay, as values know theirs; there are no more than a cluster may have had nodes.
LocalSource* LocalReader::source_at(const Endpoint& endpoint) {
  const std::lock_guard lock(mutex_);
  const auto found = sources_.find(endpoint);
  if (found != sources_.end()) return found->second.get();
  if (sources_.size() >= 2 * most_cluster_nodes) return nullptr;
  return sources_
      .emplace(endpoint, std::make_unique<LocalSource>(configuration_, endpoint,
                                                       tls_ ? &*tls_ : nullptr, values_, drops_))
      .first->second.get();
}

}  // namespace omnitrack::cache
