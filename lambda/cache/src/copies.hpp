#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "freshness.hpp"

namespace omnitrack::cache {

/// Copies of values in this process, for when Redis is away: so many bytes of those that were last
/// in use.
class Copies {
 public:
  /// None are kept within 0 bytes.
  explicit Copies(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Keeps a copy until a moment; one that is too large for all of the room is forgotten instead.
  void keep(std::string_view key, std::string_view value, Moment until);
  /// The copy of a key's value, if there is one that may still be given.
  std::optional<std::string> find(std::string_view key, Moment now);
  /// Forgets the copy of a key's value.
  void forget(std::string_view key);
  /// Forgets all.
  void clear();

 private:
  struct Copy {
    std::string key;
    std::string value;
    Moment until;
  };
  using Place = std::list<Copy>::iterator;

  static std::size_t bytes_of(std::string_view key, std::string_view value);
  void erase(Place place);

  const std::size_t most_bytes_;
  std::mutex mutex_;
  std::size_t bytes_ = 0;
  // The last used first.
  std::list<Copy> copies_;
  // The keys are those of the copies.
  std::unordered_map<std::string_view, Place> places_;
};

}  // namespace omnitrack::cache
