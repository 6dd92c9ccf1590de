#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace omnitrack::support {

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece.
class Sha256 {
 public:
  /// Takes in more bytes.
  void add(std::string_view bytes);
  /// The digest as 64 lower-case hexadecimal digits. Nothing can be added afterwards.
  std::string hex();

 private:
  static constexpr std::size_t block_size = 64;
  void take_block(const unsigned char* block);

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, block_size> pending_{};
  std::size_t pending_size_ = 0;
  std::uint64_t size_ = 0;
};

/// SHA-256 of a text, as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace omnitrack::support
