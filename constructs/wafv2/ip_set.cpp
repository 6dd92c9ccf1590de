#include "omnitrack/wafv2/ip_set.hpp"

#include "../imported.hpp"
#include "scope.hpp"

namespace omnitrack {

/// What a set of addresses that is made elsewhere is made of.
struct ImportedIpSetProps {
  using Makes = IpSet;
  Id id;
  Value<std::string> arn;
};

namespace {

using cfn::wafv2::IPSetProps;

IPSetProps ip_set_props(const Id& id, const List<std::string>& addresses, IpSetVersion version,
                        WafScope scope) {
  return {
      .id = id,
      .addresses = addresses,
      .ip_address_version = version == IpSetVersion::ipv4 ? IPSetProps::IPAddressVersion::ipv4
                                                          : IPSetProps::IPAddressVersion::ipv6,
      .scope = wafv2::lowered_scope<IPSetProps::Scope>(scope),
  };
}

}  // namespace

IpSet::IpSet(Attach at, const IpSetProps& props)
    : Construct(std::move(at)),
      resource_(&add(ip_set_props(primary(), props.addresses, props.ip_version, props.scope))),
      arn_(resource_->attr_arn()) {
  resource_->props.description = props.description;
  resource_->props.name = props.name;
  wafv2::check_region(*this, props.scope);
}

IpSet::IpSet(Attach at, const ImportedIpSetProps& props)
    : Construct(std::move(at)), arn_(props.arn) {}

IpSet& IpSet::from_arn(Construct& scope, const Id& id, const Value<std::string>& arn) {
  return scope.add(ImportedIpSetProps{.id = id, .arn = arn});
}

cfn::wafv2::IPSet& IpSet::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(ip_set_props(primary(), {}, IpSetVersion::ipv4, WafScope::regional));
  }
  return *resource_;
}

}  // namespace omnitrack
