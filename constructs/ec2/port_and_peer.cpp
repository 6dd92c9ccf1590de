#include <string>

#include <arpa/inet.h>

#include <omnitrack/ec2/security_group.hpp>

namespace omnitrack {

namespace {

bool is_ipv6_cidr(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return false;
  std::size_t at = slash + 1;
  const unsigned prefix_length = detail::parse_decimal(text, at, 128);
  in6_addr address;
  return prefix_length <= 128 && at == text.size() &&
         inet_pton(AF_INET6, text.substr(0, slash).c_str(), &address) == 1;
}

}  // namespace

std::string Port::text() const {
  if (!has_ports()) return "all traffic";
  std::string name(protocol_);
  for (char& c : name) c = static_cast<char>(c - 'a' + 'A');
  if (*this == all_tcp() || *this == all_udp()) return "all " + name;
  name += ' ' + std::to_string(from_);
  if (protocol_ == "icmp") return to_ < 0 ? name : name + '/' + std::to_string(to_);
  return from_ == to_ ? name : name + '-' + std::to_string(to_);
}

Peer::Peer(const SecurityGroup& group) : kind_(Kind::group), value_(group.id()), group_(&group) {}

std::string Peer::problem() const {
  if (!cidr_.is_valid()) return cidr_.problem();
  if (!value_.is_literal_text()) return {};
  const std::string text(value_.literal_text());
  switch (kind_) {
    case Kind::ipv4:
      return Cidr(text).problem();
    case Kind::ipv6:
      return is_ipv6_cidr(text)
                 ? ""
                 : "'" + text + "' is no block of IPv6 addresses such as 2001:db8::/32";
    case Kind::group:
      return text.starts_with("sg-") ? "" : "'" + text + "' is no id of a security group";
    case Kind::prefix_list:
      return text.starts_with("pl-") ? "" : "'" + text + "' is no id of a prefix list";
  }
  return {};
}

}  // namespace omnitrack
