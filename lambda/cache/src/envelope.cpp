#include "envelope.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>

namespace omnitrack::cache {

namespace {

constexpr std::size_t head_bytes = 8;
constexpr char format_version = 1;

using Head = std::array<char, head_bytes>;

Head head_of(ValueKind kind, std::uint16_t data_version) {
  return {'O',
          'T',
          'C',
          format_version,
          static_cast<char>(kind),
          0,
          static_cast<char>(data_version & 0xffU),
          static_cast<char>(data_version >> 8U)};
}

std::array<char, sizeof(std::uint64_t)> checksum(std::string_view key, const Head& head,
                                                 std::string_view value) {
  std::uint64_t meant = 0;
  std::memcpy(&meant, head.data(), sizeof meant);
  const std::uint64_t seed = XXH3_64bits_withSeed(key.data(), key.size(), meant);
  std::uint64_t sum = XXH3_64bits_withSeed(value.data(), value.size(), seed);
  std::array<char, sizeof sum> bytes{};
  for (char& byte : bytes) {
    byte = static_cast<char>(sum & 0xffU);
    sum >>= 8U;
  }
  return bytes;
}

}  // namespace

Envelope::Envelope(std::string_view key, ValueKind kind, std::uint16_t data_version,
                   std::string_view value) {
  const Head head = head_of(kind, data_version);
  const auto sum = checksum(key, head, value);
  std::memcpy(bytes_.data(), head.data(), head.size());
  std::memcpy(bytes_.data() + head.size(), sum.data(), sum.size());
}

tl::expected<std::string_view, std::string_view> open_envelope(std::string_view key, ValueKind kind,
                                                               std::uint16_t data_version,
                                                               std::string_view stored) {
  const auto reject = [](std::string_view reason) {
    return tl::unexpected<std::string_view>(reason);
  };
  if (stored.size() < envelope_bytes || !stored.starts_with("OTC")) {
    return reject("it was not written by this service");
  }
  const Head head = head_of(kind, data_version);
  if (stored[3] != head[3]) return reject("it is of another version of the format");
  if (stored.substr(4, 2) != std::string_view(head.data() + 4, 2)) {
    return reject("it is a value of another kind");
  }
  if (stored.substr(6, 2) != std::string_view(head.data() + 6, 2)) {
    return reject("it is of another version of the data");
  }
  const std::string_view value = stored.substr(envelope_bytes);
  const auto sum = checksum(key, head, value);
  if (stored.substr(head_bytes, sum.size()) != std::string_view(sum.data(), sum.size())) {
    return reject("its checksum differs: it is damaged, or another key's");
  }
  return value;
}

std::optional<std::string> reseal(std::string_view from, std::string_view to, ValueKind kind,
                                  std::string_view stored) {
  if (stored.size() < envelope_bytes) return std::nullopt;
  const auto data_version = static_cast<std::uint16_t>(static_cast<unsigned char>(stored[6]) |
                                                       static_cast<unsigned char>(stored[7]) << 8U);
  const auto value = open_envelope(from, kind, data_version, stored);
  if (!value) return std::nullopt;
  return std::string(Envelope(to, kind, data_version, *value).bytes()).append(*value);
}

}  // namespace omnitrack::cache
