#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/ec2/asn.hpp>

namespace omnitrack::ec2 {

/// Reports a number of AWS's side that it cannot have.
void check_amazon_side_asn(const Construct& at, const AmazonSideAsn& asn);
/// Reports a number that no network has.
void check_asn(const Construct& at, const BgpAsn& asn);

}  // namespace omnitrack::ec2
