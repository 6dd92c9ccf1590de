#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "support/hash.hpp"

namespace omnitrack::tmpl {

/// Finds the place of a name in a list that somebody else holds: open addressing, half empty.
class NameTable {
 public:
  /// Makes room for so many names and forgets all.
  void reset(std::size_t count) {
    std::size_t size = 4;
    while (size < count * 2) size *= 2;
    slots_.assign(size, 0);
  }

  /// Adds a name with its place; the first of two equal names stays, and its place is given.
  /// `name_at` gives the name at a place. No more names than `reset` was told.
  template <class NameAt>
  std::size_t add(std::string_view name, std::size_t place, const NameAt& name_at) {
    std::uint32_t& slot = slots_[slot_of(name, name_at)];
    if (slot == 0) slot = static_cast<std::uint32_t>(place + 1);
    return slot - 1;
  }

  /// The place of a name; `none` where it was never added.
  template <class NameAt>
  [[nodiscard]] std::size_t find(std::string_view name, const NameAt& name_at) const {
    if (slots_.empty()) return none;
    const std::uint32_t slot = slots_[slot_of(name, name_at)];
    return slot == 0 ? none : slot - 1;
  }

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

 private:
  template <class NameAt>
  [[nodiscard]] std::size_t slot_of(std::string_view name, const NameAt& name_at) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = support::quick_hash(name) & mask;
    while (slots_[at] != 0 && name_at(slots_[at] - 1) != name) at = (at + 1) & mask;
    return at;
  }

  std::vector<std::uint32_t> slots_;  // a place + 1; 0 is free
};

}  // namespace omnitrack::tmpl
