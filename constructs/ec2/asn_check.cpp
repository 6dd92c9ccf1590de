#include "asn_check.hpp"

#include <string>

#include <omnitrack/codes.hpp>

namespace omnitrack::ec2 {

namespace {

void refuse_asn(const Construct& at, std::int64_t asn, std::string_view hint) {
  at.error(codes::OT3911, "the ASN is " + std::to_string(asn) + ", which is out of bounds", hint);
}

}  // namespace

void check_amazon_side_asn(const Construct& at, const AmazonSideAsn& asn) {
  if (!asn.is_broken()) return;
  refuse_asn(at, asn.number(), "it is 64512 to 65534, or 4200000000 to 4294967294");
}

void check_asn(const Construct& at, const BgpAsn& asn) {
  if (asn.is_broken()) refuse_asn(at, asn.number(), "it is 1 to 4294967294");
}

}  // namespace omnitrack::ec2
