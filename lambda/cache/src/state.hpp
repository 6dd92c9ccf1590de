#pragma once

#include "flights.hpp"
#include "iam_tokens.hpp"
#include "store.hpp"

namespace omnitrack::cache {

/// What the service keeps.
struct CacheService::State {
  explicit State(Configuration given)
      : configuration(with_iam_credentials(std::move(given))), keys(configuration.prefix) {}

  // The store and its parts refer to it.
  const Configuration configuration;
  const Keys keys;
  std::unique_ptr<Store> store;
  Flights flights;

  class Search;
  /// A key's value, or computed and cached; the value of `wanted` does not count.
  Computed get_or_compute(const StoredValue& wanted, const Compute& compute);
  /// The number that a command answers about a key of the caller's own.
  Result<std::int64_t> ask_number(std::string_view verb, std::string_view key);
  /// Deletes everything under the prefix, which is not empty.
  Result<std::uint64_t> flush();
  /// The latest state but for some; nothing where there is none that lives.
  Result<std::optional<Reply>> latest_state(std::size_t left_out);
  /// Frees the memory of states that were invalidated.
  Result<void> sweep_states(const std::string& invalid);
};

/// A text that no other caller has.
std::string unique_token();

}  // namespace omnitrack::cache
