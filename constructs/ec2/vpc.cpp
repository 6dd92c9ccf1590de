#include "omnitrack/ec2/vpc.hpp"

#include <algorithm>
#include <string>

#include "../imported.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/elastic_ip.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a VPC that is made elsewhere is made of.
struct ImportedVpcProps {
  using Makes = Vpc;
  Id id;
  VpcIds ids;
};

namespace {

constexpr std::int64_t most_zones = 6;
constexpr std::int64_t smallest_subnet = 28;
constexpr std::int64_t largest_subnet = 16;

// Adds the blocks of all subnets, reserved ones too, in the order of the groups; groups without a
// prefix length take the given one. Whether there is room for them.
bool allot_blocks(const VpcProps& props, std::size_t zones, std::int64_t automatic_length,
                  CidrAllotter& allotter, std::vector<Cidr>& blocks) {
  for (const SubnetGroup& group : props.subnet_groups) {
    const std::int64_t length =
        group.prefix_length == 0 ? automatic_length : group.prefix_length.number();
    const auto fitting = static_cast<unsigned>(std::clamp(length, largest_subnet, smallest_subnet));
    for (std::size_t zone = 0; zone < zones; ++zone) blocks.push_back(allotter.allot(fitting));
  }
  return allotter.fits();
}

// How many zones' worth of room is kept in each group.
std::size_t reserved_zones(const VpcProps& props) {
  return static_cast<std::size_t>(std::clamp<std::int64_t>(props.reserved_zones, 0, most_zones));
}

std::string_view service_name(GatewayService service) {
  return service == GatewayService::s3 ? "s3" : "dynamodb";
}

}  // namespace

Vpc::Vpc(Attach at, const VpcProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::ec2::VPCProps{
          .id = primary(),
          .cidr_block = props.cidr.value(),
          .enable_dns_hostnames = props.dns_hostnames,
          .enable_dns_support = props.dns_support,
      })),
      id_(resource_->ref()),
      cidr_(resource_->attr_cidr_block()) {
  resource_->add_tag("Name", path());
  if (!props.cidr.is_valid()) {
    error(codes::OT2001, props.cidr.problem(), "give a block such as 10.0.0.0/16");
  }
  check_groups(props);
  choose_zones(props);
  make_subnets(props);
  const bool has_public_subnets = !subnets_of(SubnetKind::public_).empty();
  if (has_public_subnets || props.nat_kind == NatKind::regional) make_internet_gateway();
  if (props.ipv6) make_ipv6();
  make_nat_gateways(props);
  for (const GatewayService service : props.gateway_endpoints) add_gateway_endpoint(service);
}

Vpc::Vpc(Attach at, const ImportedVpcProps& props)
    : Construct(std::move(at)),
      zones_(props.ids.availability_zones),
      id_(props.ids.vpc_id),
      cidr_(props.ids.cidr) {
  check_imported(*this, id_, id_.literal_text().starts_with("vpc-"), "the id of a VPC",
                 "it looks like vpc-0123456789abcdef0");
  const auto set = [this](SubnetKind kind, const List<cfn::ec2::SubnetId>& subnets) {
    for (std::uint32_t i = 0; subnets.node().kind == NodeKind::list && i < subnets.node().size;
         ++i) {
      const auto subnet = Value<cfn::ec2::SubnetId>::from_node(subnets.node().items[i]);
      check_imported(*this, subnet, subnet.literal_text().starts_with("subnet-"),
                     "the id of a subnet", "it looks like subnet-0123456789abcdef0");
    }
    imported_subnets_[static_cast<std::size_t>(kind)] = subnets;
  };
  set(SubnetKind::public_, props.ids.public_subnets);
  set(SubnetKind::private_with_egress, props.ids.private_subnets);
  set(SubnetKind::isolated, props.ids.isolated_subnets);
}

Vpc& Vpc::from_ids(Construct& scope, const Id& id, const VpcIds& ids) {
  return scope.add(ImportedVpcProps{.id = id, .ids = ids});
}

void Vpc::choose_zones(const VpcProps& props) {
  const Node& names = props.zone_names.node();
  const bool are_named = names.kind == NodeKind::list;
  const std::int64_t count = are_named ? names.size : props.availability_zones.number();
  if (count < 1 || count > most_zones) {
    error(codes::OT2004, "a VPC is in 1 to 6 availability zones, not in " + std::to_string(count),
          "change availability_zones or zone_names");
  }
  const List<std::string> all = props.zone_names.is_set() ? props.zone_names : fn::get_azs();
  if (props.reserved_zones < 0 || props.reserved_zones > most_zones) {
    error(codes::OT2004,
          "a VPC cannot keep room for " + std::to_string(props.reserved_zones) +
              " more availability zones",
          "reserved_zones is 0 to 6");
  }
  for (std::int64_t zone = 0; zone < std::clamp<std::int64_t>(count, 1, most_zones); ++zone) {
    zones_.add(are_named ? Value<std::string>::from_node(names.items[zone])
                         : fn::select(zone, all));
  }
}

std::vector<Cidr> Vpc::allot(const VpcProps& props) const {
  const std::size_t zones = zones_.node().size + reserved_zones(props);
  const Cidr whole = props.cidr.is_valid() ? props.cidr : VpcCidr("10.0.0.0/16");
  for (std::int64_t length = whole.prefix_length(); length <= smallest_subnet; ++length) {
    std::vector<Cidr> blocks;
    CidrAllotter allotter(whole);
    const bool fits = allot_blocks(props, zones, length, allotter, blocks);
    if (fits) return blocks;
    if (length < smallest_subnet) continue;
    error(codes::OT2002,
          "the subnets need " + std::to_string(allotter.used()) +
              " addresses, the VPC's block has " + std::to_string(whole.size()),
          "take a larger block for the VPC, fewer groups or zones, or longer prefix lengths, and "
          "put the groups with the largest subnets first");
    return blocks;
  }
  return {};
}

void Vpc::check_groups(const VpcProps& props) const {
  if (props.subnet_groups.empty()) {
    error(codes::OT2010, "the VPC has no group of subnets", "name at least one in subnet_groups");
  }
  for (auto group = props.subnet_groups.begin(); group != props.subnet_groups.end(); ++group) {
    const std::string name(group->name);
    const std::int64_t length = group->prefix_length;
    if (length != 0 && (length < largest_subnet || length > smallest_subnet)) {
      error(codes::OT2003,
            "the prefix length of the group '" + name + "' is " + std::to_string(length),
            "a subnet has 16 to 28; 0 chooses one");
    }
    const auto is_same = [&](const SubnetGroup& other) { return other.name == name; };
    if (std::any_of(props.subnet_groups.begin(), group, is_same)) {
      error(codes::OT2009, "two groups of subnets are named '" + name + "'",
            "give one of them another name");
    }
  }
}

void Vpc::make_subnets(const VpcProps& props) {
  const std::vector<Cidr> blocks = allot(props);
  const unsigned zones = zones_.node().size;
  auto block = blocks.begin();
  for (const SubnetGroup& group : props.subnet_groups) {
    const std::size_t begin = subnets_.size();
    for (unsigned zone = 0; !group.reserved && zone < zones; ++zone) {
      const std::string name = std::string(group.name) + "Subnet" + std::to_string(zone + 1);
      subnets_.push_back(&add(SubnetProps{
          .id = child(name),
          .availability_zone = Value<std::string>::from_node(zones_.node().items[zone]),
          .cidr = block[zone],
          .vpc = *this,
          .kind = group.kind,
          .map_public_ip_on_launch = group.map_public_ip_on_launch,
      }));
    }
    groups_.push_back({group.name, begin, subnets_.size()});
    block += static_cast<std::ptrdiff_t>(zones + reserved_zones(props));
  }
}

void Vpc::make_internet_gateway() {
  auto& gateway = add(cfn::ec2::InternetGatewayProps{.id = child("InternetGateway")});
  gateway.add_tag("Name", path());
  internet_gateway_ = gateway.ref();
  attachment_ = &add(cfn::ec2::VPCGatewayAttachmentProps{
      .id = child("GatewayAttachment"),
      .vpc_id = id(),
      .internet_gateway_id = gateway.ref(),
  });
  for (Subnet* subnet : subnets_of(SubnetKind::public_)) {
    subnet->add_internet_route(internet_gateway_, *attachment_);
  }
}

void Vpc::make_nat_gateways(const VpcProps& props) {
  const std::int64_t zones = zones_.node().size;
  if (subnets_of(SubnetKind::private_with_egress).empty()) return;
  if (props.nat_kind == NatKind::regional) {
    if (props.nat_gateways && *props.nat_gateways != 1) {
      error(codes::OT2011,
            "a regional NAT gateway is one for all zones, and " +
                std::to_string(*props.nat_gateways) + " are asked for",
            "leave nat_gateways out, or choose NatKind::zonal");
    }
    if (!props.nat_addresses.empty()) {
      error(codes::OT2011, "AWS gives a regional NAT gateway its addresses",
            "leave nat_addresses out, or choose NatKind::zonal");
    }
    make_regional_nat_gateway();
    return;
  }
  const auto addresses = static_cast<std::int64_t>(props.nat_addresses.size());
  const std::int64_t count = props.nat_gateways.value_or(addresses > 0 ? addresses : zones);
  if (addresses > 0 && addresses != count) {
    error(codes::OT2005,
          std::to_string(count) + " NAT gateways are given " + std::to_string(addresses) +
              " addresses",
          "give one to each; nat_gateways may then be left out");
    return;
  }
  if (count < 0 || count > zones) {
    error(codes::OT2005,
          std::to_string(count) + " NAT gateways are " +
              (count < 0 ? "fewer than none"
                         : "more than the " + std::to_string(zones) + " availability zones"),
          "one in each zone is the most that helps");
    return;
  }
  if (count == 0) return;
  if (subnets_of(SubnetKind::public_).empty()) {
    error(codes::OT2006,
          "the private subnets have no way out: NAT gateways stand in public subnets",
          "add a public group, make the private ones isolated, choose NatKind::regional, or set "
          "nat_gateways to 0");
    return;
  }
  make_zonal_nat_gateways(static_cast<std::size_t>(count), props.nat_addresses);
}

void Vpc::make_zonal_nat_gateways(std::size_t count,
                                  const Items<Link<const ElasticIp>>& addresses) {
  const std::vector<Subnet*> public_subnets = subnets_of(SubnetKind::public_);
  std::vector<Value<cfn::ec2::NatGatewayId>> gateways;
  for (std::size_t zone = 0; zone < count; ++zone) {
    const ElasticIp* address = addresses.empty() ? nullptr : addresses[zone].get();
    gateways.push_back(public_subnets[zone]->add_nat_gateway(*attachment_, address).ref());
  }
  std::size_t index = 0;
  for (Subnet* subnet : subnets_of(SubnetKind::private_with_egress)) {
    const std::size_t zone = index++ % zones_.node().size;
    subnet->add_nat_route(gateways[zone % count]);
  }
}

void Vpc::make_regional_nat_gateway() {
  using Nat = cfn::ec2::NatGatewayProps;
  auto& gateway = add(Nat{
      .id = child("NATGateway"),
      .availability_mode = Nat::AvailabilityMode::regional,
      .connectivity_type = Nat::ConnectivityType::public_,
      .vpc_id = id(),
  });
  gateway.add_tag("Name", path());
  gateway.depends_on(*attachment_);
  for (Subnet* subnet : subnets_of(SubnetKind::private_with_egress)) {
    subnet->add_nat_route(gateway.ref());
  }
}

void Vpc::make_ipv6() {
  auto& block = add(cfn::ec2::VPCCidrBlockProps{
      .id = child("Ipv6CidrBlock"),
      .vpc_id = id(),
      .amazon_provided_ipv6_cidr_block = true,
  });
  // A /56 has 256 blocks with 64 host bits.
  const auto count = static_cast<std::int64_t>(std::min<std::size_t>(subnets_.size(), 256));
  const List<std::string> blocks =
      fn::cidr(fn::select(0, resource_->attr_ipv6_cidr_blocks()), count, 64);
  for (std::size_t i = 0; i < subnets_.size(); ++i) {
    subnets_[i]->add_ipv6(fn::select(static_cast<std::int64_t>(i), blocks), block);
  }
  for (Subnet* subnet : subnets_of(SubnetKind::public_)) {
    subnet->add_ipv6_internet_route(internet_gateway_, *attachment_);
  }
  const std::vector<Subnet*> inner = subnets_of(SubnetKind::private_with_egress);
  if (inner.empty()) return;
  auto& gateway = add(cfn::ec2::EgressOnlyInternetGatewayProps{
      .id = child("EgressOnlyInternetGateway"),
      .vpc_id = id(),
  });
  gateway.add_tag("Name", path());
  for (Subnet* subnet : inner) subnet->add_ipv6_egress_route(gateway.ref());
}

cfn::ec2::VPCEndpoint& Vpc::add_gateway_endpoint(GatewayService service,
                                                 const PolicyDocument& policy) {
  if (resource_ == nullptr) refuse_of_imported(*this, "a gateway endpoint");
  List<cfn::ec2::RouteTableId> route_tables;
  for (const Subnet* subnet : subnets_) route_tables.add(subnet->route_table_id());
  auto& endpoint = add(cfn::ec2::VPCEndpointProps{
      .id = child(service == GatewayService::s3 ? "S3Endpoint" : "DynamoDBEndpoint"),
      .vpc_id = id(),
      .policy_document = policy.is_empty() ? Value<Json>() : policy.json(),
      .route_table_ids = route_tables,
      .service_name = concat("com.amazonaws.", stack().region(), ".", service_name(service)),
      .vpc_endpoint_type = cfn::ec2::VPCEndpointProps::VpcEndpointType::gateway,
  });
  endpoint.add_tag("Name", path());
  return endpoint;
}

cfn::ec2::VPC& Vpc::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::ec2::VPCProps{.id = primary()});
  }
  return *resource_;
}

Value<cfn::ec2::SecurityGroupId> Vpc::default_security_group() const {
  if (resource_ != nullptr) return resource_->attr_default_security_group();
  refuse_of_imported(*this, "default_security_group()");
  return as<cfn::ec2::SecurityGroupId>(id_);
}

const std::vector<Subnet*>& Vpc::all_subnets() const {
  if (resource_ == nullptr) refuse_of_imported(*this, "all_subnets()");
  return subnets_;
}

std::vector<Subnet*> Vpc::subnets_of(SubnetKind kind) const {
  std::vector<Subnet*> found;
  std::copy_if(subnets_.begin(), subnets_.end(), std::back_inserter(found),
               [&](const Subnet* subnet) { return subnet->kind() == kind; });
  return found;
}

List<cfn::ec2::SubnetId> Vpc::ids_of(SubnetKind kind) const {
  List<cfn::ec2::SubnetId> ids = imported_subnets_[static_cast<std::size_t>(kind)];
  for (const Subnet* subnet : subnets_of(kind)) ids.add(subnet->id());
  return ids;
}

List<cfn::ec2::SubnetId> Vpc::known_ids_of(SubnetKind kind, std::string_view name) const {
  const List<cfn::ec2::SubnetId> ids = ids_of(kind);
  if (!ids.is_set()) {
    error(codes::OT2008, "the VPC has no " + std::string(name) + " subnets",
          resource_ == nullptr ? "name them where Vpc::from_ids imports it"
                               : "add a group of that kind to subnet_groups");
  }
  return ids;
}

List<cfn::ec2::SubnetId> Vpc::public_subnets() const {
  return known_ids_of(SubnetKind::public_, "public");
}
List<cfn::ec2::SubnetId> Vpc::private_subnets() const {
  return known_ids_of(SubnetKind::private_with_egress, "private");
}
List<cfn::ec2::SubnetId> Vpc::isolated_subnets() const {
  return known_ids_of(SubnetKind::isolated, "isolated");
}

List<cfn::ec2::SubnetId> Vpc::inner_subnets() const {
  const List<cfn::ec2::SubnetId> ids = ids_of(SubnetKind::private_with_egress);
  return ids.is_set() ? ids : ids_of(SubnetKind::isolated);
}

List<cfn::ec2::SubnetId> Vpc::subnets(std::string_view group) const {
  if (resource_ == nullptr) refuse_of_imported(*this, "subnets()");
  List<cfn::ec2::SubnetId> ids;
  std::string names;
  for (const MadeGroup& made : groups_) {
    names += (names.empty() ? "" : ", ") + std::string(made.name);
    for (std::size_t i = made.begin; made.name == group && i < made.end; ++i) {
      ids.add(subnets_[i]->id());
    }
  }
  if (!ids.is_set()) {
    error(codes::OT2007, "the VPC has no subnets in a group '" + std::string(group) + "'",
          names.empty() ? "it has no groups; give the ids of the subnets"
                        : "its groups are: " + names);
  }
  return ids;
}

}  // namespace omnitrack
