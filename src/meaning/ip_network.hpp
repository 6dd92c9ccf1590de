#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace omnitrack::meaning {

/// A range of addresses in CIDR notation, of IPv4 or IPv6.
class IpNetwork {
 public:
  /// Reads `10.0.0.0/16` or `2001:db8::/56`; nothing where the text is neither. Bits after the
  /// prefix are cleared, as EC2 does.
  static std::optional<IpNetwork> parse(std::string_view text);

  [[nodiscard]] bool is_v6() const { return is_v6_; }
  /// How many bits are the network's.
  [[nodiscard]] unsigned prefix() const { return prefix_; }
  /// Whether every address of the other lies in this one.
  [[nodiscard]] bool contains(const IpNetwork& other) const;
  [[nodiscard]] bool overlaps(const IpNetwork& other) const;
  /// One of the networks of a longer prefix that it consists of, counted from 0; nothing where
  /// there are not so many.
  [[nodiscard]] std::optional<IpNetwork> part(unsigned prefix, std::uint64_t number) const;
  /// `10.0.0.0/16`
  [[nodiscard]] std::string text() const;

  /// By family, then by first address, then the larger network first.
  friend bool operator<(const IpNetwork& left, const IpNetwork& right);

 private:
  [[nodiscard]] bool shares_prefix(const IpNetwork& other, unsigned bits) const;

  std::array<std::uint8_t, 16> address_{};
  unsigned prefix_ = 0;
  bool is_v6_ = false;
};

/// Whether a text is a network of IPv4, or of IPv6.
bool is_ip_network(std::string_view text, bool is_v6);

/// Whether a text is a single address of IPv4, or of IPv6.
bool is_ip_address(std::string_view text, bool is_v6);

}  // namespace omnitrack::meaning
