#pragma once

#include "adoption.hpp"
#include "copies.hpp"
#include "flights.hpp"
#include "iam_tokens.hpp"
#include "observed_log.hpp"
#include "store.hpp"

namespace omnitrack::cache {

/// A value that is wanted, by its whole key, and how it is kept.
struct Wanted {
  std::string_view key;
  ValueKind kind;
  const ComputeOptions& options;
};

/// What the service keeps.
struct CacheService::State {
  explicit State(Configuration given)
      : configuration(observed(with_iam_credentials(std::move(given)), breakers)),
        keys(configuration.prefix, configuration.deployment),
        copies(configuration.copies_bytes) {}

  const Timestamp begin = now();
  // The log of the configuration counts them.
  BreakerCounts breakers;
  // The store and its parts refer to it.
  const Configuration configuration;
  std::unique_ptr<Meter> meter = configuration.measure ? std::make_unique<Meter>() : nullptr;
  const Keys keys;
  std::unique_ptr<Store> store;
  Flights flights;
  Copies copies;
  // Of a cluster.
  std::optional<Adoption> adoption;

  class Search;
  class OnceCall;
  /// A key's value, or computed and cached.
  Result<Computed> get_or_compute(const Wanted& wanted, const Compute& compute);
  /// Forgets this process' copy of a value, and writes another to Redis.
  Result<void> overwrite(const StoredValue& value);
  /// The number that a command answers about a key of the caller's own.
  Result<std::int64_t> ask_number(std::string_view verb, std::string_view key);
  /// Deletes everything under the prefix, which is not empty.
  Result<std::uint64_t> flush();
  /// Deletes what a node has of it, and adds how many keys it were.
  Result<void> flush_node(Redis& node, std::uint64_t& count);
  /// The latest state but for some; nothing where there is none that lives.
  Result<std::optional<Reply>> latest_state(std::size_t left_out);
  /// Takes over for a short time what a single node had of states; the log says what went wrong.
  void adopt_states();
  /// Frees the memory of states that were invalidated.
  Result<void> sweep_states(const std::string& invalid);
};

/// A text that no other caller has.
std::string unique_token();

}  // namespace omnitrack::cache
