#pragma once

#include <span>
#include <string_view>

#include "template/index.hpp"

namespace omnitrack::meaning {

/// That a condition of the template is true, or is not. An empty name stands for nothing.
struct Assumption {
  std::string_view condition;
  bool holds = true;
};

/// Whether all assumptions can surely be right in one stack: there are values of the template's
/// parameters, and of all else that is not known, with which they are and which the template's
/// rules let pass. A condition that is unknown, a rule about the same values that cannot be worked
/// out, or too much to try out, makes the answer false.
bool can_hold_together(const tmpl::Index& index, std::span<const Assumption> assumptions);

/// Whether one stack can surely have both resources.
bool can_exist_together(const tmpl::Index& index, const tmpl::ResourceEntry& left,
                        const tmpl::ResourceEntry& right);

/// Whether one stack can surely have what is there where `left` holds and what is there where
/// `right` holds, and one of the two is in no stack without the other. Only then must they not
/// exclude each other: parameters that choose between them may be meant to choose one.
bool always_meet(const tmpl::Index& index, std::span<const Assumption> left,
                 std::span<const Assumption> right);
bool always_meet(const tmpl::Index& index, const tmpl::ResourceEntry& left,
                 const tmpl::ResourceEntry& right);

/// Offers each condition to `add`, which says whether it took it, until it takes no more: what
/// holds of a condition may hold of those that name it, and these may stand before it.
template <typename Add>
void grow_conditions(const tmpl::Index& index, const Add& add) {
  for (bool has_grown = true; has_grown;) {
    has_grown = false;
    for (const tmpl::Member& each : index.conditions()) has_grown |= add(each);
  }
}

/// The `Condition` of a resource; empty where it has none.
std::string_view condition_of(const tmpl::ResourceEntry& resource);

}  // namespace omnitrack::meaning
