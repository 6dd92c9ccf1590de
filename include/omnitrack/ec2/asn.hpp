#pragma once

#include <omnitrack/checked_number.hpp>

namespace omnitrack {

namespace detail {

inline void a_private_asn_is_64512_to_65534_or_4200000000_to_4294967294() {}
inline void an_asn_is_1_to_4294967294() {}

struct PrivateAsnRule {
  static constexpr bool fits(std::int64_t number) {
    return (number >= 64512 && number <= 65534) || (number >= 4200000000 && number <= 4294967294);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_private_asn_is_64512_to_65534_or_4200000000_to_4294967294();
  }
};

}  // namespace detail

/// The number of AWS's side in BGP: 64,512 to 65,534, or 4,200,000,000 to 4,294,967,294.
/// https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html
using AmazonSideAsn = CheckedNumber<detail::PrivateAsnRule>;
/// The number of a network in BGP: 1 to 4,294,967,294.
using BgpAsn = CheckedNumber<detail::Between<1, 4294967294, detail::an_asn_is_1_to_4294967294>>;

}  // namespace omnitrack
