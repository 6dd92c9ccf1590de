#include "support/arena.hpp"

#include <algorithm>
#include <cstdint>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace omnitrack::support {

namespace {

constexpr std::size_t smallest_chunk = std::size_t{64} << 10;
constexpr std::size_t largest_chunk = std::size_t{1} << 20;

// Gets the pages of a large chunk from the system at once instead of by a fault each.
void populate([[maybe_unused]] char* begin, [[maybe_unused]] std::size_t size) {
#ifdef MADV_POPULATE_WRITE
  constexpr std::uintptr_t page = 4096;
  const std::uintptr_t before = -reinterpret_cast<std::uintptr_t>(begin) & (page - 1);
  madvise(begin + before, (size - before) & -page, MADV_POPULATE_WRITE);
#endif
}

}  // namespace

void* Arena::allocate_chunk(std::size_t size) {
  const std::size_t wanted =
      std::min(smallest_chunk << std::min<std::size_t>(chunks_.size(), 4), largest_chunk);
  const std::size_t chunk_size = std::max(wanted, size);
  const bool is_next = chunk_size - size >= static_cast<std::size_t>(end_ - next_);
  chunks_.push_back({std::make_unique_for_overwrite<char[]>(chunk_size), chunk_size, !is_next});
  char* chunk = chunks_.back().memory.get();
  if (chunk_size >= largest_chunk) populate(chunk, chunk_size);
  if (is_next) {
    next_ = chunk + size;
    end_ = chunk + chunk_size;
  }
  return chunk;
}

std::optional<std::uint64_t> Arena::position_of(const void* address) const {
  const auto wanted = reinterpret_cast<std::uintptr_t>(address);
  std::uint64_t before = 0;
  for (const Chunk& each : chunks_) {
    const auto begin = reinterpret_cast<std::uintptr_t>(each.memory.get());
    if (wanted >= begin && wanted - begin < each.size) {
      return each.is_of_one_piece ? std::nullopt : std::optional(before + (wanted - begin));
    }
    before += each.size;
  }
  return std::nullopt;
}

}  // namespace omnitrack::support
