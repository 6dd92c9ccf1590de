#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>

#include "local_source.hpp"
#include "redis.hpp"

namespace omnitrack::cache {

/// The local level: values in this process, for as long as the nodes that they came from tell of
/// their changes.
class LocalReader {
 public:
  /// The configuration and Redis must outlive it.
  static Result<std::unique_ptr<LocalReader>> create(const Configuration& configuration,
                                                     Redis& redis);
  LocalReader(const Configuration& configuration, Redis& redis, std::optional<TlsContext> tls);

  /// Looks for values.
  void look(std::span<LocalLook> looks);
  /// Forgets a value that this process writes: before it does, and again once it has.
  void forget(std::string_view key) { values_.forget(key); }
  /// Forgets all.
  void clear() { values_.clear(); }
  /// How often all values were dropped.
  [[nodiscard]] std::uint64_t drops() const { return drops_; }

 private:
  LocalSource* source_at(const Endpoint& endpoint);

  const Configuration& configuration_;
  Redis& redis_;
  const std::optional<TlsContext> tls_;
  LocalValues values_;
  DropCount drops_ = 0;
  std::mutex mutex_;
  std::map<Endpoint, std::unique_ptr<LocalSource>> sources_;
};

}  // namespace omnitrack::cache
