#include "envelope.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <limits>

namespace omnitrack::cache {

namespace {

constexpr std::size_t head_bytes = 8;
constexpr char plain_version = 1;
constexpr char dated_version = 2;
constexpr std::size_t expiry_bytes = 8;
constexpr std::size_t cost_bytes = 4;

using Head = std::array<char, head_bytes>;

Head head_of(char format_version, ValueKind kind, std::uint16_t data_version) {
  return {'O',
          'T',
          'C',
          format_version,
          static_cast<char>(kind),
          0,
          static_cast<char>(data_version & 0xffU),
          static_cast<char>(data_version >> 8U)};
}

/// Writes a number's bytes, the lowest first.
void put(char* to, std::uint64_t number, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) to[i] = static_cast<char>(number >> (8 * i));
}

template <std::size_t bytes>
std::uint64_t number_at(const char* from) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < bytes; ++i) {
    number |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
  }
  return number;
}

/// The checksum of a value, and of what stands between it and the checksum.
std::uint64_t checksum(std::string_view key, const Head& head, std::string_view dates,
                       std::string_view value) {
  std::uint64_t seed = 0;
  std::memcpy(&seed, head.data(), sizeof seed);
  seed = XXH3_64bits_withSeed(key.data(), key.size(), seed);
  if (!dates.empty()) seed = XXH3_64bits_withSeed(dates.data(), dates.size(), seed);
  return XXH3_64bits_withSeed(value.data(), value.size(), seed);
}

void put_dates(char* to, const Freshness& freshness) {
  const auto cost = std::clamp<std::int64_t>(freshness.cost.count(), 0,
                                             std::numeric_limits<std::uint32_t>::max());
  put(to, static_cast<std::uint64_t>(freshness.expires.time_since_epoch().count()), expiry_bytes);
  put(to + expiry_bytes, static_cast<std::uint64_t>(cost), cost_bytes);
}

constexpr std::string_view not_ours = "it was not written by this service";

/// Why what was stored is not what a head says.
std::string_view reason_against(std::string_view stored, const Head& head) {
  const auto differs = [&](std::size_t begin, std::size_t end) {
    return !std::equal(stored.begin() + begin, stored.begin() + end, head.begin() + begin);
  };
  if (differs(0, 3)) return not_ours;
  if (differs(3, 4)) return "it is of another version of the format";
  if (differs(4, 6)) return "it is a value of another kind";
  return "it is of another version of the data";
}

Freshness freshness_in(std::string_view dates) {
  return {
      Moment(std::chrono::milliseconds(number_at<expiry_bytes>(dates.data()))),
      std::chrono::microseconds(number_at<cost_bytes>(dates.data() + expiry_bytes)),
  };
}

}  // namespace

Envelope::Envelope(std::string_view key, ValueKind kind, std::uint16_t data_version,
                   std::string_view value, const std::optional<Freshness>& freshness)
    : size_(freshness ? most_envelope_bytes : envelope_bytes) {
  const Head head = head_of(freshness ? dated_version : plain_version, kind, data_version);
  std::memcpy(bytes_.data(), head.data(), head.size());
  if (freshness) put_dates(bytes_.data() + envelope_bytes, *freshness);
  put(bytes_.data() + head.size(), checksum(key, head, bytes().substr(envelope_bytes), value),
      sizeof(std::uint64_t));
}

tl::expected<OpenedValue, std::string_view> open_with_freshness(std::string_view key,
                                                                ValueKind kind,
                                                                std::uint16_t data_version,
                                                                std::string_view stored) {
  const auto reject = [](std::string_view reason) {
    return tl::unexpected<std::string_view>(reason);
  };
  if (stored.size() < envelope_bytes) return reject(not_ours);
  const bool is_dated = stored[3] == dated_version;
  const Head head = head_of(is_dated ? dated_version : plain_version, kind, data_version);
  if (std::memcmp(stored.data(), head.data(), head.size()) != 0) {
    return reject(reason_against(stored, head));
  }
  const std::size_t begin = is_dated ? most_envelope_bytes : envelope_bytes;
  if (stored.size() < begin) return reject("it is cut short");
  const std::string_view dates(stored.data() + envelope_bytes, begin - envelope_bytes);
  const std::string_view value(stored.data() + begin, stored.size() - begin);
  if (number_at<sizeof(std::uint64_t)>(stored.data() + head_bytes) !=
      checksum(key, head, dates, value)) {
    return reject("its checksum differs: it is damaged, or another key's");
  }
  if (!is_dated) return OpenedValue{value, std::nullopt};
  return OpenedValue{value, freshness_in(dates)};
}

tl::expected<std::string_view, std::string_view> open_envelope(std::string_view key, ValueKind kind,
                                                               std::uint16_t data_version,
                                                               std::string_view stored) {
  return open_with_freshness(key, kind, data_version, stored).map([](const OpenedValue& opened) {
    return opened.value;
  });
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
