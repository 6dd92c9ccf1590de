#include "meaning/ip_network.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <arpa/inet.h>

namespace omnitrack::meaning {

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  IpNetwork network;
  const char* end = text.data() + text.size();
  const auto digits = std::from_chars(text.data() + slash + 1, end, network.prefix_);
  if (digits.ec != std::errc() || digits.ptr != end) return std::nullopt;
  network.is_v6_ = text.find(':') != std::string_view::npos;
  const std::string address(text.substr(0, slash));
  const int family = network.is_v6_ ? AF_INET6 : AF_INET;
  if (network.prefix_ > (network.is_v6_ ? 128U : 32U) ||
      inet_pton(family, address.c_str(), network.address_.data()) != 1) {
    return std::nullopt;
  }
  for (unsigned bit = network.prefix_; bit < 128; ++bit) {
    network.address_[bit / 8] &= static_cast<std::uint8_t>(~(0x80U >> (bit % 8)));
  }
  return network;
}

bool IpNetwork::shares_prefix(const IpNetwork& other, unsigned bits) const {
  const unsigned whole = bits / 8;
  if (!std::equal(address_.begin(), address_.begin() + whole, other.address_.begin())) return false;
  const unsigned rest = bits % 8;
  return rest == 0 || (address_[whole] >> (8 - rest)) == (other.address_[whole] >> (8 - rest));
}

bool IpNetwork::contains(const IpNetwork& other) const {
  return is_v6_ == other.is_v6_ && prefix_ <= other.prefix_ && shares_prefix(other, prefix_);
}

bool IpNetwork::overlaps(const IpNetwork& other) const {
  return contains(other) || other.contains(*this);
}

std::optional<IpNetwork> IpNetwork::part(unsigned prefix, std::uint64_t number) const {
  if (prefix < prefix_ || prefix > (is_v6_ ? 128U : 32U)) return std::nullopt;
  IpNetwork found = *this;
  found.prefix_ = prefix;
  for (unsigned bit = prefix; bit > prefix_ && number != 0; --bit, number /= 2) {
    if (number % 2 != 0) {
      found.address_[(bit - 1) / 8] |= static_cast<std::uint8_t>(0x80U >> ((bit - 1) % 8));
    }
  }
  return number == 0 ? std::optional(found) : std::nullopt;
}

std::string IpNetwork::text() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(is_v6_ ? AF_INET6 : AF_INET, address_.data(), text.data(), text.size());
  return std::string(text.data()) + '/' + std::to_string(prefix_);
}

bool operator<(const IpNetwork& left, const IpNetwork& right) {
  if (left.is_v6_ != right.is_v6_) return right.is_v6_;
  if (left.address_ != right.address_) return left.address_ < right.address_;
  return left.prefix_ < right.prefix_;
}

bool is_ip_network(std::string_view text, bool is_v6) {
  const auto network = IpNetwork::parse(text);
  return network && network->is_v6() == is_v6;
}

bool is_ip_address(std::string_view text, bool is_v6) {
  std::array<std::uint8_t, 16> address{};
  return (text.find(':') != std::string_view::npos) == is_v6 &&
         inet_pton(is_v6 ? AF_INET6 : AF_INET, std::string(text).c_str(), address.data()) == 1;
}

}  // namespace omnitrack::meaning
