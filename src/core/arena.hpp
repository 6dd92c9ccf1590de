#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace omnitrack::detail {

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

  /// Makes one object; its destructor is never called.
  template <class T, class... A>
  T* make(A&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T{static_cast<A&&>(arguments)...};
  }

 private:
  void* allocate_chunk(std::size_t size);

  char* next_ = nullptr;
  char* end_ = nullptr;
  std::vector<std::unique_ptr<char[]>> chunks_;
};

/// The arena of the apps that live on this thread; one of the thread's own where there is no app.
Arena& current_arena();

/// The arena that all the apps share which live on this thread at one time, so that what one of
/// them holds of another outlives both.
std::shared_ptr<Arena> share_arena();

}  // namespace omnitrack::detail
