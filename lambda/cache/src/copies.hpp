#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "freshness.hpp"
#include "lru.hpp"

namespace omnitrack::cache {

/// Copies of values in this process, for when Redis is away: so many bytes of those that were last
/// in use.
class Copies {
 public:
  /// None are kept within 0 bytes.
  explicit Copies(std::size_t most_bytes) : copies_(most_bytes) {}

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
    std::string value;
    Moment until;
  };

  std::mutex mutex_;
  Lru<Copy> copies_;
};

}  // namespace omnitrack::cache
