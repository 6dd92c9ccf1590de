// A change of a few bytes, for programs without libFuzzer.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>

#include "engine/libfuzzer.hpp"

namespace {

// The same in every run, so that a failure comes again.
std::minstd_rand& changes() {
  static std::minstd_rand random(1);
  return random;
}

std::size_t below(std::size_t end) {
  return std::uniform_int_distribution<std::size_t>(0, end - 1)(changes());
}

}  // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                        std::size_t max_size) {
  constexpr char useful[] = "{}[]\"':,#&*!|>-?%@`$\\/\n\t 0a.\x1b\xc3\xe2\xff";
  const auto byte = [&] { return static_cast<std::uint8_t>(useful[below(sizeof(useful))]); };
  const bool has_room = size < max_size;
  if (size == 0 || (has_room && below(3) == 0)) {
    if (!has_room) return size;
    const std::size_t at = below(size + 1);
    std::memmove(data + at + 1, data + at, size - at);
    data[at] = byte();
    return size + 1;
  }
  const std::size_t at = below(size);
  if (size > 1 && below(3) == 0) {
    std::memmove(data + at, data + at + 1, size - at - 1);
    return size - 1;
  }
  data[at] = byte();
  return size;
}
