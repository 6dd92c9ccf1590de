#include "template/key_table.hpp"

#include <algorithm>
#include <bit>

#include "support/hash.hpp"

namespace omnitrack::tmpl {

std::size_t KeyTable::slots_for(std::size_t members) { return std::bit_ceil(members * 2); }

std::size_t KeyTable::size_in_members(std::size_t members) {
  return (slots_for(members) * sizeof(std::uint32_t) + sizeof(Member) - 1) / sizeof(Member);
}

std::size_t KeyTable::slot_of(std::span<const Member> members, const std::uint32_t* slots,
                              std::string_view key) {
  const std::size_t mask = slots_for(members.size()) - 1;
  std::size_t at = support::quick_hash(key) & mask;
  while (slots[at] != 0 && members[slots[at] - 1].key() != key) at = (at + 1) & mask;
  return at;
}

void KeyTable::make(Member* members, std::size_t count) {
  auto* const slots = reinterpret_cast<std::uint32_t*>(members + count);
  std::fill_n(slots, slots_for(count), 0U);
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t& slot = slots[slot_of({members, count}, slots, members[i].key())];
    if (slot == 0) slot = static_cast<std::uint32_t>(i + 1);
  }
}

const Member* KeyTable::find(const Member* members, std::size_t count, std::string_view key) {
  const auto* const slots = reinterpret_cast<const std::uint32_t*>(members + count);
  const std::uint32_t slot = slots[slot_of({members, count}, slots, key)];
  return slot == 0 ? nullptr : members + slot - 1;
}

const Member* find_by_table(const Node& map, std::string_view key) {
  return KeyTable::find(map.first_member, map.count, key);
}

}  // namespace omnitrack::tmpl
