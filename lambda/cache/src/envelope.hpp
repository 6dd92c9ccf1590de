#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

/// What a value is the value of.
enum class ValueKind : std::uint8_t { own = 0, simulation = 1, session = 2, digital_twin = 3 };

/// The bytes before each value.
inline constexpr std::size_t envelope_bytes = 16;

/// What stands before a value in Redis: the bytes `OTC`, the format's version, the kind, a zero,
/// the data's version (2 bytes, little-endian), and the XXH3 checksum (8 bytes, little-endian) of
/// the value, seeded by that of its key and of these. So a value counts only under the key that it
/// was written for.
class Envelope {
 public:
  Envelope(std::string_view key, ValueKind kind, std::uint16_t data_version,
           std::string_view value);
  [[nodiscard]] std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }

 private:
  std::array<char, envelope_bytes> bytes_;
};

/// The value in what was stored, which it lies in; else a reason why it is not what was written
/// under this key.
tl::expected<std::string_view, std::string_view> open_envelope(std::string_view key, ValueKind kind,
                                                               std::uint16_t data_version,
                                                               std::string_view stored);

/// What was stored under a key as it is to be stored under another, of the same version of the
/// data; nothing where it is not what was written under the first.
std::optional<std::string> reseal(std::string_view from, std::string_view to, ValueKind kind,
                                  std::string_view stored);

}  // namespace omnitrack::cache
