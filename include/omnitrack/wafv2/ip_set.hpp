#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::wafv2 {
class IPSet;  // defined in <omnitrack/cfn/wafv2.hpp>
}

namespace omnitrack {

/// What a web ACL or a set of addresses is for.
enum class WafScope : std::uint8_t {
  regional,    ///< APIs, load balancers, user pools and the like of a region
  cloudfront,  ///< distributions; made in us-east-1 alone
};

/// The versions of addresses.
enum class IpSetVersion : std::uint8_t { ipv4, ipv6 };

class IpSet;

/// Properties of a set of addresses.
struct IpSetProps {
  using Makes = IpSet;
  Id id;
  /// The blocks of addresses, each with the length of its prefix, e.g. `192.0.2.0/24`.
  Required<List<std::string>, struct required_addresses> addresses;
  /// What it is for, 256 characters at most.
  Value<std::string> description = {};
  /// The version of the addresses.
  IpSetVersion ip_version = IpSetVersion::ipv4;
  /// The name; made up by CloudFormation where it is left out.
  Value<std::string> name = {};
  /// What it is for.
  WafScope scope = WafScope::regional;
};

/// A set of addresses for the rules of web ACLs: AWS::WAFv2::IPSet.
/// https://docs.aws.amazon.com/waf/latest/developerguide/waf-ip-set-managing.html
class IpSet final : public Construct {
 public:
  IpSet(Attach at, const IpSetProps& props);
  IpSet(Attach at, const struct ImportedIpSetProps& props);

  /// A set of addresses that is made elsewhere.
  static IpSet& from_arn(Construct& scope, const Id& id, const Value<std::string>& arn);

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The set's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::wafv2::IPSet& resource();

 private:
  cfn::wafv2::IPSet* resource_ = nullptr;  // null where it is made elsewhere
  Value<std::string> arn_;
};

}  // namespace omnitrack
