#include "validate/same_texts.hpp"

#include <algorithm>
#include <cstring>

namespace omnitrack::validate {

using tmpl::Member;
using tmpl::Node;

namespace {

bool has_same_key(const Member& one, const Member& other) {
  return one.key_size == other.key_size &&
         std::memcmp(one.key_characters, other.key_characters, one.key_size) == 0;
}

bool has_same_text(const char* source, const Node& one, const Node& other) {
  const std::uint32_t size = one.end - one.begin;
  return size == other.end - other.begin &&
         std::memcmp(source + one.begin, source + other.begin, size) == 0;
}

}  // namespace

MemberBits SameTexts::same_members(const Node& map, const Node& other) const {
  const char* const source = source_.text().data();
  const std::size_t count =
      std::min({std::size_t{map.count}, std::size_t{other.count}, most_member_bits});
  MemberBits same = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Member& member = map.first_member[i];
    const Member& before = other.first_member[i];
    if (has_same_text(source, member.value, before.value) && has_same_key(member, before)) {
      same |= bit_of_member(i);
    }
  }
  return same;
}

bool has_same_keys(const Node& map, const Node& other) {
  return std::ranges::equal(map.members(), other.members(), has_same_key);
}

}  // namespace omnitrack::validate
