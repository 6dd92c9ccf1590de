#pragma once

#include <cstddef>

namespace omnitrack::memory {

/// The most bytes that come from the lists of free blocks.
constexpr std::size_t most_small_bytes = 504;

/// So many bytes, aligned for whatever is not aligned specially; throws `std::bad_alloc`. Any
/// thread may give them back.
void* take_block(std::size_t size);

/// Gives back what `take_block` gave; nothing for null.
void give_block(void* block) noexcept;

}  // namespace omnitrack::memory
