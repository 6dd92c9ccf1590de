#include "memory/small_blocks.hpp"

#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

// This program links the operators too, so that GoogleTest itself lives on them.

namespace omnitrack::memory {
namespace {

TEST(SmallBlocks, AreAlignedApartAndAsLargeAsAskedFor) {
  std::vector<std::pair<unsigned char*, std::size_t>> blocks;
  for (std::size_t size = 0; size < 3 * most_small_bytes; ++size) {
    auto* const block = static_cast<unsigned char*>(take_block(size));
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block) % alignof(std::max_align_t), 0U) << size;
    std::memset(block, static_cast<int>(size % 251), size);
    blocks.emplace_back(block, size);
  }
  for (const auto& [block, size] : blocks) {
    for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(block[i], size % 251) << size;
  }
  std::set<void*> places;
  for (const auto& [block, size] : blocks) {
    places.insert(block);
    give_block(block);
  }
  EXPECT_EQ(places.size(), blocks.size());
}

TEST(SmallBlocks, AreTakenAgain) {
  void* const block = take_block(40);
  give_block(block);
  EXPECT_EQ(take_block(37), block);
  give_block(block);
}

TEST(SmallBlocks, OfAThreadThatHasEndedAreTakenByOthers) {
  std::vector<void*> taken;
  std::thread([&] {
    for (int i = 0; i < 1000; ++i) taken.push_back(take_block(most_small_bytes));
    for (void* const each : taken) give_block(each);
  }).join();
  const std::set<void*> given(taken.begin(), taken.end());
  std::set<void*> again;
  std::thread([&] {
    for (int i = 0; i < 1000; ++i) again.insert(take_block(most_small_bytes));
    for (void* const each : again) give_block(each);
  }).join();
  std::size_t same = 0;
  for (void* const each : again) same += given.count(each);
  EXPECT_GT(same, 900U);
}

TEST(SmallBlocks, OfOneThreadMayBeGivenBackByAnother) {
  std::vector<std::unique_ptr<int>> made;
  std::thread([&] {
    for (int i = 0; i < 1000; ++i) made.push_back(std::make_unique<int>(i));
  }).join();
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(*made[static_cast<std::size_t>(i)], i);
  std::thread([&] { made.clear(); }).join();
}

TEST(SmallBlocks, AreNotThereWhereNoMemoryIs) {
  EXPECT_THROW(take_block(SIZE_MAX), std::bad_alloc);
  EXPECT_THROW(take_block(SIZE_MAX / 2), std::bad_alloc);
  EXPECT_EQ(::operator new(SIZE_MAX / 2, std::nothrow), nullptr);
}

TEST(SmallBlocks, AreWhatNewTakes) {
  void* const block = ::operator new(100);
  give_block(block);
  EXPECT_EQ(take_block(100), block);
  ::operator delete (block, std::size_t{100});
  struct alignas(64) Wide {
    char bytes[64];
  };
  const auto wide = std::make_unique<Wide>();
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(wide.get()) % 64, 0U);
}

}  // namespace
}  // namespace omnitrack::memory
