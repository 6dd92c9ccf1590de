#include "commands.hpp"

#include <cstring>

namespace omnitrack::cache {

namespace {

// Room for a length with what is around it.
constexpr std::size_t frame_bytes = 26;

char* put(char* to, std::string_view text) {
  // An empty text may have no address.
  if (!text.empty()) std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

char* put_line_end(char* to) {
  *to++ = '\r';
  *to++ = '\n';
  return to;
}

char* put_count(char* to, char kind, std::size_t count) {
  *to++ = kind;
  return put_line_end(std::to_chars(to, to + frame_bytes, count).ptr);
}

}  // namespace

char* Commands::room_for(std::size_t bytes) {
  if (capacity_ - size_ < bytes) {
    // Growing by what is missing alone would copy a long batch again and again.
    const std::size_t capacity = 2 * size_ + bytes;
    auto grown = std::make_unique_for_overwrite<char[]>(capacity);
    put(grown.get(), this->bytes());
    bytes_ = std::move(grown);
    capacity_ = capacity;
  }
  return bytes_.get() + size_;
}

void Commands::add(std::span<const Word> words) {
  std::size_t most = frame_bytes;
  for (const Word& word : words) most += word.head().size() + word.tail().size() + frame_bytes;
  char* to = put_count(room_for(most), '*', words.size());
  for (const Word& word : words) {
    to = put_count(to, '$', word.head().size() + word.tail().size());
    to = put_line_end(put(put(to, word.head()), word.tail()));
  }
  size_ = static_cast<std::size_t>(to - bytes_.get());
  ++count_;
}

void Commands::add_sent(std::string_view bytes) {
  put(room_for(bytes.size()), bytes);
  size_ += bytes.size();
  ++count_;
}

void Commands::clear() {
  size_ = 0;
  count_ = 0;
}

}  // namespace omnitrack::cache
