#pragma once

#include <cstdint>

namespace omnitrack::validate {

/// Whether something is so, before anything is deployed.
enum class Truth : std::uint8_t { no, yes, unknown };

constexpr Truth truth_of(bool is_so) { return is_so ? Truth::yes : Truth::no; }

constexpr Truth negation(Truth truth) {
  return truth == Truth::unknown ? truth : truth == Truth::yes ? Truth::no : Truth::yes;
}

/// Whether both are so.
constexpr Truth all(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::unknown || b == Truth::unknown ? Truth::unknown : Truth::yes;
}

/// Whether at least one of them is so.
constexpr Truth any(Truth a, Truth b) { return negation(all(negation(a), negation(b))); }

/// What holds in two cases of which only one comes true.
constexpr Truth same_or_unknown(Truth a, Truth b) { return a == b ? a : Truth::unknown; }

}  // namespace omnitrack::validate
