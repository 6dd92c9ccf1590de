#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace omnitrack::support {

/// Memory that is handed out piece by piece and given back all at once.
class Arena {
 public:
  /// Uninitialized memory; `alignment` is a power of two up to that of `std::max_align_t`.
  void* allocate(std::size_t size, std::size_t alignment) {
    const auto address = reinterpret_cast<std::uintptr_t>(next_);
    const std::size_t padding = -address & (alignment - 1);
    if (size + padding > static_cast<std::size_t>(end_ - next_)) return allocate_chunk(size);
    char* result = next_ + padding;
    next_ = result + size;
    return result;
  }

  /// Uninitialized memory for `count` objects.
  template <class T>
  T* allocate(std::size_t count) {
    return static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
  }

  /// Where an address lies in the order in which memory was handed out; nothing for what is not of
  /// this arena, or lies in memory that was got for itself.
  [[nodiscard]] std::optional<std::uint64_t> position_of(const void* address) const;

  /// Makes one object; its destructor is never called.
  template <class T, class... A>
  T* make(A&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T{static_cast<A&&>(arguments)...};
  }

 private:
  struct Chunk {
    std::unique_ptr<char[]> memory;
    std::size_t size;
    bool is_of_one_piece;
  };

  void* allocate_chunk(std::size_t size);

  char* next_ = nullptr;
  char* end_ = nullptr;
  std::vector<Chunk> chunks_;
};

}  // namespace omnitrack::support
