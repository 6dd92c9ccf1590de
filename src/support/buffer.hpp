#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace omnitrack::support {

/// Text that grows at its end; appending is a bounds check and a copy.
class Buffer {
 public:
  void append(std::string_view text) {
    if (!text.empty()) std::memcpy(extend(text.size()), text.data(), text.size());
  }
  void append(char c) { *extend(1) = c; }
  /// Appends so many bytes, which are still to be written.
  char* extend(std::size_t count) {
    reserve(count);
    char* const begin = data_.get() + size_;
    size_ += count;
    return begin;
  }
  /// Begins a line that is indented by spaces.
  void append_line(std::size_t indent) {
    char* const line = extend(indent + 1);
    *line = '\n';
    std::memset(line + 1, ' ', indent);
  }
  /// Drops what stands after `size`.
  void truncate(std::size_t size) { size_ = size; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::string_view view() const { return {data_.get(), size_}; }

  /// Makes room for `more` further bytes.
  void reserve(std::size_t more) {
    if (capacity_ - size_ < more) [[unlikely]]
      grow(more);
  }

 private:
  [[gnu::noinline]] void grow(std::size_t more) {
    capacity_ = std::max(capacity_ * 2, size_ + more + 4096);
    auto larger = std::make_unique_for_overwrite<char[]>(capacity_);
    if (size_ != 0) std::memcpy(larger.get(), data_.get(), size_);
    data_ = std::move(larger);
  }

  std::unique_ptr<char[]> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace omnitrack::support
