#include "every_construct.hpp"

namespace every_construct {

namespace {

// Machines with what they are made of.
void add_instances(Stack& stack, const Vpc& vpc) {
  auto& web = stack.add(InstanceProps{.id = "Instance", .instance_type = "t3.micro", .vpc = vpc});
  stack.add(BastionProps{.id = "Bastion", .vpc = vpc});
  stack.add(ElasticIpProps{.id = "Address", .vpc = vpc}).associate(web);
  stack.add(VolumeProps{.id = "Volume", .availability_zone = web.availability_zone(), .size = 100});
  stack.add(InstanceConnectEndpointProps{.id = "Door", .vpc = vpc});
  stack.add(KeyPairProps{.id = "KeyPair", .key_name = "shop"});
  stack.add(LaunchTemplateProps{.id = "LaunchTemplate"});
  stack.add(NetworkInterfaceProps{.id = "Interface", .vpc = vpc});
  stack.add(PlacementGroupProps{.id = "PlacementGroup"});
}

}  // namespace

void add_ec2(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  stack.add(
      DhcpOptionsProps{.id = "DhcpOptions", .domain_name = "corp.example.com", .vpcs = {vpc}});
  stack.add(FlowLogsProps{.id = "RejectedTraffic", .vpc = in.vpc});
  stack.add(
      InterfaceEndpointProps{.id = "SecretsEndpoint", .service = "secretsmanager", .vpc = vpc});
  stack.add(NetworkAclProps{.id = "NetworkAcl", .vpc = vpc});
  stack.add(VpcPeeringProps{.id = "Peering", .peer = in.vpc, .vpc = vpc});
  stack.add(SubnetProps{.id = "Subnet",
                        .availability_zone = fn::select(0, fn::get_azs()),
                        .cidr = "10.0.250.0/24",
                        .vpc = vpc});
  stack.add(SecurityGroupProps{.id = "SecurityGroup", .vpc = vpc});
  stack.add(PrefixListProps{.id = "PrefixList", .entries = {{.cidr = "192.0.2.0/24"}}});
  stack.add(EndpointServiceProps{.id = "EndpointService", .network_load_balancers = {in.balancer}});
  auto& gateway = stack.add(VpnGatewayProps{.id = "VpnGateway", .vpc = vpc});
  auto& office = stack.add(CustomerGatewayProps{.id = "Office", .ip_address = "203.0.113.10"});
  stack.add(VpnConnectionProps{.id = "Vpn", .customer_gateway = office, .vpn_gateway = gateway});
  auto& hub = stack.add(TransitGatewayProps{.id = "Hub"});
  auto& attached = stack.add(
      TransitGatewayAttachmentProps{.id = "Attachment", .transit_gateway = hub, .vpc = vpc});
  stack.add(TransitGatewayRouteTableProps{.id = "HubRoutes", .transit_gateway = hub})
      .associate(attached);
  add_instances(stack, vpc);
}

}  // namespace every_construct
