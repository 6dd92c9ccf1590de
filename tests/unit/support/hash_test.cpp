#include "support/hash.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace omnitrack::support {
namespace {

// How many slots of a table of 1,024 take 500 names that differ in their numbers alone.
std::size_t slots_of(const std::string& begin) {
  std::set<std::uint64_t> slots;
  for (int i = 100; i < 600; ++i) slots.insert(quick_hash(begin + std::to_string(i)) % 1024);
  return slots.size();
}

TEST(QuickHash, NamesOfAnyLengthLieApartInATable) {
  std::string begin;
  for (int length = 0; length < 20; ++length, begin += 'x') {
    EXPECT_GT(slots_of(begin), 350U) << length;
  }
}

}  // namespace
}  // namespace omnitrack::support
