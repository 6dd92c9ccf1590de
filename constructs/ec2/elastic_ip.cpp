#include "omnitrack/ec2/elastic_ip.hpp"

#include "../imported.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/instance.hpp>
#include <omnitrack/ec2/network_interface.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {

/// What an address that is made elsewhere is made of.
struct ImportedElasticIpProps {
  using Makes = ElasticIp;
  Id id;
  Value<cfn::ec2::EIPAllocationId> allocation;
};

ElasticIp::ElasticIp(Attach at, const ElasticIpProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::ec2::EIPProps{
          .id = primary(),
          .domain = "vpc",
          .network_border_group = props.network_border_group,
          .public_ipv4_pool = props.public_ipv4_pool,
      })),
      allocation_id_(resource_->attr_allocation_id()) {
  if (props.name_tag) resource_->add_tag("Name", path());
  resource_->set_removal_policy(props.removal_policy);
  // An address in a VPC with an internet gateway can be made only once that is attached:
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-eip.html
  if (props.vpc.is_set()) resource_->depends_on(*props.vpc);
}

ElasticIp::ElasticIp(Attach at, const ImportedElasticIpProps& props)
    : Construct(std::move(at)), allocation_id_(props.allocation) {
  check_imported(*this, props.allocation, props.allocation.literal_text().starts_with("eipalloc-"),
                 "the id of an address's allocation", "it looks like eipalloc-0123456789abcdef0");
}

ElasticIp& ElasticIp::from_allocation_id(Construct& scope, const Id& id,
                                         const Value<cfn::ec2::EIPAllocationId>& allocation) {
  return scope.add(ImportedElasticIpProps{.id = id, .allocation = allocation});
}

bool ElasticIp::is_free() {
  if (is_associated_) {
    error(codes::OT3910, "two things are given the same address", "make an address for each");
    return false;
  }
  is_associated_ = true;
  return true;
}

void ElasticIp::associate(const Instance& instance) {
  if (!is_free()) return;
  add(cfn::ec2::EIPAssociationProps{
      .id = child("Association"),
      .allocation_id = allocation_id(),
      .instance_id = instance.instance_id(),
  });
}

void ElasticIp::associate(const NetworkInterface& network_interface,
                          const Value<std::string>& private_ip_address) {
  if (!is_free()) return;
  add(cfn::ec2::EIPAssociationProps{
      .id = child("Association"),
      .allocation_id = allocation_id(),
      .network_interface_id = network_interface.network_interface_id(),
      .private_ip_address = private_ip_address,
  });
}

Value<cfn::ec2::EIPPublicIp> ElasticIp::public_ip() const {
  if (resource_ != nullptr) return resource_->attr_public_ip();
  refuse_of_imported(*this, "public_ip()");
  return {};
}

cfn::ec2::EIP& ElasticIp::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::ec2::EIPProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
