#include "omnitrack/ec2/cidr.hpp"

#include <string>

namespace omnitrack {

std::string Cidr::problem() const {
  const std::string quoted = "'" + std::string(text_) + "' ";
  switch (problem_) {
    case detail::CidrProblem::not_a_cidr:
      return quoted + "is no block of IPv4 addresses such as 10.0.0.0/16";
    case detail::CidrProblem::host_bits:
      return quoted + "has bits set beyond its prefix length";
    case detail::CidrProblem::not_of_a_vpc:
      return quoted + "is no block of a VPC, whose prefix length is 16 to 28";
    case detail::CidrProblem::none:
      break;
  }
  return {};
}

Value<std::string> Cidr::value() const {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) {
    text += std::to_string((address_ >> shift) & 0xFF) + (shift > 0 ? '.' : '/');
  }
  return text + std::to_string(prefix_length_);
}

std::string VpcCidr::problem() const { return cidr_.problem(); }

Value<std::string> VpcCidr::value() const { return cidr_.value(); }

}  // namespace omnitrack
