#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "freshness.hpp"
#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

/// What a value is the value of.
enum class ValueKind : std::uint8_t {
  own = 0,
  simulation = 1,
  session = 2,
  digital_twin = 3,
  answer = 4
};

/// The bytes before each value that is kept for as long as it is fresh.
inline constexpr std::size_t envelope_bytes = 16;
/// The bytes before any value, at most.
inline constexpr std::size_t most_envelope_bytes = 28;

/// What stands before a value in Redis: the bytes `OTC`, the format's version, the kind, a zero,
/// the data's version (2 bytes, little-endian), and the XXH3 checksum (8 bytes, little-endian) of
/// the value, seeded by that of its key and of these. So a value counts only under the key that it
/// was written for. The format's version is 1, or 2 where the value is kept for longer than it is
/// fresh: then follow the moment at which it expires (8 bytes, little-endian, in milliseconds since
/// 1970) and what it cost (4 bytes, little-endian, in microseconds), which the checksum covers too.
/// Whoever knows version 1 alone takes the other for a miss, and so never a stale value for a fresh
/// one.
class Envelope {
 public:
  Envelope(std::string_view key, ValueKind kind, std::uint16_t data_version, std::string_view value,
           const std::optional<Freshness>& freshness = std::nullopt);
  [[nodiscard]] std::string_view bytes() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, most_envelope_bytes> bytes_;
  std::size_t size_;
};

/// A value in what was stored, and until when it is fresh, if that is not as long as it is kept.
struct OpenedValue {
  std::string_view value;
  std::optional<Freshness> freshness;
};

/// The value in what was stored, which it lies in; else a reason why it is not what was written
/// under this key.
tl::expected<OpenedValue, std::string_view> open_with_freshness(std::string_view key,
                                                                ValueKind kind,
                                                                std::uint16_t data_version,
                                                                std::string_view stored);

/// The same, without the freshness.
tl::expected<std::string_view, std::string_view> open_envelope(std::string_view key, ValueKind kind,
                                                               std::uint16_t data_version,
                                                               std::string_view stored);

/// What was stored under a key as it is to be stored under another, of the same version of the
/// data; nothing where it is not what was written under the first.
std::optional<std::string> reseal(std::string_view from, std::string_view to, ValueKind kind,
                                  std::string_view stored);

}  // namespace omnitrack::cache
