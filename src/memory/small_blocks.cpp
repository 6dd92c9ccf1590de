#include "memory/small_blocks.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <new>

namespace omnitrack::memory {

namespace {

// A block is a header, which says how many units it has, and what was asked for. The header ends
// where a unit does, so that what follows it is aligned.
using Header = std::uint64_t;
constexpr std::size_t unit = 16;
constexpr std::size_t most_units = (most_small_bytes + sizeof(Header)) / unit;
constexpr Header not_small = 0;
constexpr std::size_t chunk_size = std::size_t{32} << 10;

struct Free {
  Free* next;
};

using Lists = std::array<Free*, most_units + 1>;  // by the units of their blocks

Header& header_of(void* block) { return static_cast<Header*>(block)[-1]; }

void push(Lists& lists, Header units, void* block) {
  Free*& first = lists[units];
  first = new (block) Free{first};
}

// What threads left that have ended.
struct Left {
  std::mutex lock;
  Lists lists{};
};
constinit Left left;
constinit std::atomic<bool> is_any_left = false;

// The blocks of a thread: those that were given back, and the memory for more.
struct Pool {
  Lists lists{};
  char* next = nullptr;  // the header of the next block
  char* end = nullptr;
  bool is_known = false;
};
constinit thread_local Pool pool;

void* cut(std::size_t units) {
  char* const header = pool.next;
  pool.next += units * unit;
  return new (header) Header{units} + 1;
}

// Leaves the blocks of a thread to the others when it ends.
struct Heritage {
  Heritage() = default;
  Heritage(const Heritage&) = delete;
  Heritage& operator=(const Heritage&) = delete;
  ~Heritage() {
    while (pool.end - pool.next >= static_cast<std::ptrdiff_t>(unit)) {
      const auto rest = static_cast<std::size_t>(pool.end - pool.next) / unit;
      const std::size_t units = rest < most_units ? rest : most_units;
      push(pool.lists, units, cut(units));
    }
    const std::scoped_lock hold(left.lock);
    for (std::size_t units = 1; units <= most_units; ++units) {
      while (Free* const block = pool.lists[units]) {
        pool.lists[units] = block->next;
        push(left.lists, units, block);
      }
    }
    is_any_left = true;
  }
};

// The first thread ends with the program.
void know_thread() {
  static constinit std::atomic<bool> has_first = false;
  pool.is_known = true;
  if (!has_first.exchange(true)) return;
  static thread_local const Heritage heritage;
}

void* take_left(std::size_t units) {
  const std::scoped_lock hold(left.lock);
  Free* const block = left.lists[units];
  if (block == nullptr) return nullptr;
  left.lists[units] = block->next;
  return block;
}

void* from_system(std::size_t size) {
  for (;;) {
    if (void* const memory = std::malloc(size)) return memory;
    const std::new_handler make_room = std::get_new_handler();
    if (make_room == nullptr) throw std::bad_alloc();
    make_room();
  }
}

void* take_large(std::size_t size) {
  if (size > SIZE_MAX - unit) throw std::bad_alloc();
  char* const memory = static_cast<char*>(from_system(size + unit));
  return new (memory + unit - sizeof(Header)) Header{not_small} + 1;
}

[[gnu::noinline]] void* take_new(std::size_t units) {
  if (!pool.is_known) know_thread();
  if (is_any_left.load(std::memory_order_relaxed)) {
    if (void* const block = take_left(units)) return block;
  }
  if (pool.end - pool.next < static_cast<std::ptrdiff_t>(units * unit)) {
    char* const chunk = static_cast<char*>(from_system(chunk_size));
    pool.next = chunk + unit - sizeof(Header);
    pool.end = chunk + chunk_size - sizeof(Header);
  }
  return cut(units);
}

}  // namespace

void* take_block(std::size_t size) {
  if (size > most_small_bytes) [[unlikely]]
    return take_large(size);
  const std::size_t units = (size + sizeof(Header) + unit - 1) / unit;
  Free*& first = pool.lists[units];
  Free* const block = first;
  if (block == nullptr) return take_new(units);
  first = block->next;
  return block;
}

void give_block(void* block) noexcept {
  if (block == nullptr) return;
  const Header units = header_of(block);
  if (units == not_small) [[unlikely]]
    return std::free(static_cast<char*>(block) - unit);
  push(pool.lists, units, block);
}

}  // namespace omnitrack::memory
