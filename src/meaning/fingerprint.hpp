#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

#include "support/hash.hpp"
#include "template/model.hpp"

namespace omnitrack::meaning {

/// A number that is alike for what is alike, and hardly ever otherwise; made without allocation.
struct Fingerprint {
  std::uint64_t value = 0;

  void add(std::string_view text) {
    // The order counts, so that "ab", "c" differs from "c", "ab".
    value = (std::rotl(value, 1) * 0x9e3779b97f4a7c15U) ^ support::quick_hash(text);
  }
  void add(const tmpl::Node& node) {
    if (node.is_scalar()) return add(node.text());
    for (const tmpl::Node& item : node.items()) add(item);
    for (const tmpl::Member& member : node.members()) {
      add(member.key());
      add(member.value);
    }
  }
};

}  // namespace omnitrack::meaning
