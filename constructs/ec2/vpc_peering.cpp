#include "omnitrack/ec2/vpc_peering.hpp"

#include <string>

#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {

namespace {

// The block where it is known now; not valid elsewhere.
Cidr known_block(Vpc& vpc) {
  const std::string_view text = vpc.is_imported() ? vpc.cidr().literal_text()
                                                  : vpc.resource().props.cidr_block.literal_text();
  return {text};
}

}  // namespace

VpcPeering::VpcPeering(Attach at, const VpcPeeringProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::ec2::VPCPeeringConnectionProps{
          .id = primary(),
          .peer_vpc_id = props.peer->id(),
          .vpc_id = props.vpc->id(),
          .peer_owner_id = props.peer_account,
          .peer_region = props.peer_region,
          .peer_role_arn = props.peer_role,
      })) {
  resource_.add_tag("Name", path());
  check_blocks(*props.vpc, *props.peer);
  route(*props.vpc, *props.peer, "Route");
  route(*props.peer, *props.vpc, "RouteBack");
}

// https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations
void VpcPeering::check_blocks(Vpc& vpc, Vpc& peer) const {
  const Cidr own = known_block(vpc);
  const Cidr other = known_block(peer);
  if (!own.is_valid() || !other.is_valid() || !own.overlaps(other)) return;
  error(codes::OT2064,
        "the blocks of the two VPCs overlap: " + std::string(own.value().literal_text()) + " and " +
            std::string(other.value().literal_text()),
        "give one of them another block: VPCs that overlap cannot be peered");
}

void VpcPeering::route(const Vpc& from, const Vpc& to, std::string_view id) {
  if (from.is_imported()) return;
  if (!to.cidr().is_set()) {
    error(codes::OT2065, "the block of a VPC is not known, so nothing would be routed to it",
          "give Vpc::from_ids its cidr");
    return;
  }
  std::size_t count = 0;
  for (const Subnet* subnet : from.all_subnets()) {
    add(cfn::ec2::RouteProps{
        .id = child(std::string(id) + std::to_string(++count)),
        .route_table_id = subnet->route_table_id(),
        .destination_cidr_block = to.cidr(),
        .vpc_peering_connection_id = resource_.ref(),
    });
  }
}

Value<cfn::ec2::VPCPeeringConnectionId> VpcPeering::id() const { return resource_.ref(); }

}  // namespace omnitrack
