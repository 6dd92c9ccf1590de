#include "commands.hpp"

namespace omnitrack::cache {

namespace {

// Room for a length with what is around it.
constexpr std::size_t frame_bytes = 26;

void append_count(std::string& bytes, char kind, std::size_t count) {
  bytes += kind;
  bytes += Digits(count).view();
  bytes += "\r\n";
}

}  // namespace

void Commands::add(std::span<const Word> words) {
  std::size_t size = frame_bytes;
  for (const Word& word : words) size += word.head().size() + word.tail().size() + frame_bytes;
  // Growing by what is missing alone would copy a long batch again and again.
  if (bytes_.capacity() - bytes_.size() < size) bytes_.reserve(2 * bytes_.size() + size);
  append_count(bytes_, '*', words.size());
  for (const Word& word : words) {
    append_count(bytes_, '$', word.head().size() + word.tail().size());
    bytes_ += word.head();
    bytes_ += word.tail();
    bytes_ += "\r\n";
  }
  ++count_;
}

void Commands::clear() {
  bytes_.clear();
  count_ = 0;
}

}  // namespace omnitrack::cache
