#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "template/model.hpp"

namespace omnitrack::tmpl {

/// The places of keys among a map's members, by their hashes, in memory that lies behind these.
class KeyTable {
 public:
  /// How many members the table of so many takes the place of.
  static std::size_t size_in_members(std::size_t members);

  /// Fills the table behind the members; the first of equal keys is found.
  static void make(Member* members, std::size_t count);

  static const Member* find(const Member* members, std::size_t count, std::string_view key);

 private:
  static std::size_t slots_for(std::size_t members);
  static std::size_t slot_of(std::span<const Member> members, const std::uint32_t* slots,
                             std::string_view key);
};

}  // namespace omnitrack::tmpl
