#include "graph/network/transit.hpp"

#include <array>

#include "meaning/known.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

constexpr std::array<std::string_view, 2> attachment_types{"AWS::EC2::TransitGatewayAttachment",
                                                           "AWS::EC2::TransitGatewayVpcAttachment"};

Reason hub_step(Verdict says, const ResourceEntry& entry, std::string words) {
  return reason_of(RuleKind::route, says, entry, nullptr, std::move(words));
}

Entries attachments_of(const Scene& scene, const ResourceEntry& hub) {
  Entries found;
  for (const std::string_view type : attachment_types) {
    const Entries some = scene.naming(hub, type, "TransitGatewayId");
    found.insert(found.end(), some.begin(), some.end());
  }
  return found;
}

const ResourceEntry* vpc_of(const Scene& scene, const ResourceEntry& attachment) {
  return scene.named(attachment, "VpcId", "AWS::EC2::VPC");
}

const ResourceEntry* attachment_of(const Scene& scene, const ResourceEntry& hub,
                                   const ResourceEntry& vpc) {
  for (const ResourceEntry* each : attachments_of(scene, hub)) {
    if (vpc_of(scene, *each) == &vpc) return each;
  }
  return nullptr;
}

/// Whether two subnets are in one zone. What `Fn::GetAZs` gives has each zone once.
Verdict share_zone(const Scene& scene, const ResourceEntry& one, const ResourceEntry& other) {
  const auto zone = [&scene](const ResourceEntry& subnet) {
    const Node* value = scene.find(subnet, "AvailabilityZone");
    return value != nullptr ? value : scene.find(subnet, "AvailabilityZoneId");
  };
  const Node* left = zone(one);
  const Node* right = zone(other);
  if (left == nullptr || right == nullptr) return Verdict::perhaps;
  if (meaning::surely_same(*left, *right)) return Verdict::yes;
  const auto is_told = [](const Node& value) {
    return meaning::known_text(&value).has_value() || value.calls(tmpl::Function::select);
  };
  return is_told(*left) && is_told(*right) && left->kind == right->kind ? Verdict::no
                                                                        : Verdict::perhaps;
}

Setting support_of_groups(const Scene& scene, const ResourceEntry& entry, std::string_view way,
                          std::optional<bool> by_default) {
  const std::vector<ValueAt> found = scene.values(entry, way);
  if (found.empty()) {
    return {.value = by_default,
            .unknown = "whether " + std::string(entry.logical_id) +
                       " supports references to security groups"};
  }
  const auto text = scene.reader().text(found.front().node);
  if (text) return {.value = *text == "enable", .at = found.front().node};
  return {.value = std::nullopt,
          .at = found.front().node,
          .unknown = scene.unknown_of(*found.front().node)};
}

/// A route table of a transit gateway, its default one where there is no entry.
struct HubTable {
  const ResourceEntry* entry = nullptr;
  bool is_default = false;
  std::string unknown = {};
};

bool is_enabled(const Scene& scene, const ResourceEntry& hub, std::string_view property) {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-transitgateway.html
  return scene.text(hub, property).value_or("enable") != "disable";
}

HubTable table_of_attachment(const Scene& scene, const ResourceEntry& hub,
                             const ResourceEntry& attachment) {
  const Entries associations = scene.naming(
      attachment, "AWS::EC2::TransitGatewayRouteTableAssociation", "TransitGatewayAttachmentId");
  if (associations.empty()) {
    return {.is_default = is_enabled(scene, hub, "DefaultRouteTableAssociation")};
  }
  const ResourceEntry& first = *associations.front();
  const ResourceEntry* table =
      scene.named(first, "TransitGatewayRouteTableId", "AWS::EC2::TransitGatewayRouteTable");
  if (table != nullptr) return {.entry = table};
  const Node* value = scene.find(first, "TransitGatewayRouteTableId");
  return {.unknown = value == nullptr ? "a route table" : scene.unknown_of(*value)};
}

/// A route of a transit gateway that is about the addresses in question.
struct HubRoute {
  Verdict fits = Verdict::no;
  unsigned prefix = 0;
  bool is_static = true;
  bool is_blackhole = false;
  const ResourceEntry* said_by = nullptr;
  const ResourceEntry* attachment = nullptr;
  std::string unknown = {};
};

// The most specific route wins; of the same, a static one before one that is propagated.
// https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
void offer(HubRoute&& route, HubRoute& best, std::string& doubt) {
  if (route.fits == Verdict::no) return;
  if (route.fits == Verdict::perhaps) {
    doubt = route.unknown;
    return;
  }
  const bool is_better = best.said_by == nullptr || route.prefix > best.prefix ||
                         (route.prefix == best.prefix && route.is_static && !best.is_static);
  if (is_better) best = std::move(route);
}

HubRoute about(const Addresses& destination, const Addresses& to, const ResourceEntry& said_by) {
  HubRoute route{.fits = takes_in(destination, to), .said_by = &said_by};
  if (destination.network) route.prefix = destination.network->prefix();
  if (route.fits == Verdict::perhaps) route.unknown = what_decides(destination, to);
  return route;
}

Addresses all_of(const Scene& scene, const ResourceEntry& vpc) {
  const Node* block = scene.find(vpc, "CidrBlock");
  Addresses all = block == nullptr ? Addresses() : read_addresses(scene, *block);
  all.vpc = vpc.logical_id;
  all.are_all_of_vpc = true;
  return all;
}

void offer_propagated(const Scene& scene, const ResourceEntry& attachment,
                      const ResourceEntry& said_by, const Addresses& to, HubRoute& best,
                      std::string& doubt) {
  const ResourceEntry* vpc = vpc_of(scene, attachment);
  if (vpc == nullptr) {
    doubt = "what " + std::string(attachment.logical_id) + " is attached to";
    return;
  }
  HubRoute route = about(all_of(scene, *vpc), to, said_by);
  route.is_static = false;
  route.attachment = &attachment;
  offer(std::move(route), best, doubt);
}

HubRoute static_route(const Scene& scene, const ResourceEntry& entry, const Addresses& to) {
  const Node* block = scene.find(entry, "DestinationCidrBlock");
  HubRoute route = block == nullptr ? HubRoute{} : about(read_addresses(scene, *block), to, entry);
  route.is_blackhole = scene.setting(entry, "Blackhole", false).value.value_or(false);
  route.attachment = scene.named(entry, "TransitGatewayAttachmentId", {});
  return route;
}

HubRoute best_route(const Scene& scene, const ResourceEntry& hub, const HubTable& table,
                    const Addresses& to, std::string& doubt) {
  HubRoute best;
  const ResourceEntry& names = table.entry != nullptr ? *table.entry : hub;
  for (const ResourceEntry* each :
       scene.naming(names, "AWS::EC2::TransitGatewayRoute", "TransitGatewayRouteTableId")) {
    offer(static_route(scene, *each, to), best, doubt);
  }
  if (table.entry != nullptr) {
    for (const ResourceEntry* each :
         scene.naming(*table.entry, "AWS::EC2::TransitGatewayRouteTablePropagation",
                      "TransitGatewayRouteTableId")) {
      const ResourceEntry* attachment = scene.named(*each, "TransitGatewayAttachmentId", {});
      if (attachment != nullptr) offer_propagated(scene, *attachment, *each, to, best, doubt);
    }
  } else if (is_enabled(scene, hub, "DefaultRouteTablePropagation")) {
    for (const ResourceEntry* each : attachments_of(scene, hub)) {
      offer_propagated(scene, *each, *each, to, best, doubt);
    }
  }
  return best;
}

}  // namespace

Transit transit(const Scene& scene, const ResourceEntry& hub, const ResourceEntry& vpc,
                const Addresses& to) {
  const std::string hub_id(hub.logical_id);
  Transit found{.answer = open_answer()};
  const ResourceEntry* own = attachment_of(scene, hub, vpc);
  if (own == nullptr) {
    found.answer.require(
        hub_step(Verdict::no, hub, std::string(vpc.logical_id) + " is not attached to " + hub_id));
    return found;
  }
  const HubTable table = table_of_attachment(scene, hub, *own);
  if (!table.unknown.empty()) {
    found.answer.require(
        hub_step(Verdict::perhaps, *own,
                 "the route table of " + std::string(own->logical_id) + " is not in the templates"),
        table.unknown);
    return found;
  }
  if (table.entry == nullptr && !table.is_default) {
    found.answer.require(hub_step(
        Verdict::no, *own, std::string(own->logical_id) + " has no route table of " + hub_id));
    return found;
  }
  std::string doubt;
  const HubRoute best = best_route(scene, hub, table, to, doubt);
  const std::string shown = table.entry == nullptr ? "the default route table of " + hub_id
                                                   : std::string(table.entry->logical_id);
  if (best.said_by == nullptr) {
    found.answer.require(hub_step(doubt.empty() ? Verdict::no : Verdict::perhaps,
                                  table.entry == nullptr ? hub : *table.entry,
                                  shown + " has no route to " + to.shown),
                         doubt);
    return found;
  }
  if (best.is_blackhole) {
    found.answer.require(
        hub_step(Verdict::no, *best.said_by, shown + " drops what goes to " + to.shown));
    return found;
  }
  found.attachment = best.attachment;
  found.vpc = best.attachment == nullptr ? nullptr : vpc_of(scene, *best.attachment);
  const std::string target = found.attachment == nullptr
                                 ? "an attachment that is not in the templates"
                                 : std::string(found.attachment->logical_id);
  // Such as a VPN, a Direct Connect gateway, or a VPC elsewhere.
  if (doubt.empty() && found.vpc == nullptr) doubt = "where " + target + " leads";
  found.answer.require(hub_step(doubt.empty() ? Verdict::yes : Verdict::perhaps, *best.said_by,
                                shown + " sends " + to.shown + " to " + target),
                       doubt);
  return found;
}

// https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
Answer enters(const Scene& scene, const ResourceEntry& hub, const ResourceEntry& subnet) {
  Answer answer = open_answer();
  const ResourceEntry* vpc = scene.named(subnet, "VpcId", "AWS::EC2::VPC");
  const ResourceEntry* own = vpc == nullptr ? nullptr : attachment_of(scene, hub, *vpc);
  if (own == nullptr) return answer;
  bool is_known = true;
  for (const ValueAt& each : scene.values(*own, "SubnetIds")) {
    const ResourceEntry* edge = scene.named(each.node, "AWS::EC2::Subnet");
    if (edge == &subnet) return answer;
    const Verdict same = edge == nullptr ? Verdict::perhaps : share_zone(scene, subnet, *edge);
    if (same == Verdict::yes) return answer;
    is_known = is_known && same == Verdict::no;
  }
  const std::string id(subnet.logical_id);
  answer.require(hub_step(is_known ? Verdict::no : Verdict::perhaps, *own,
                          std::string(own->logical_id) +
                              (is_known ? " has no subnet in the zone of "
                                        : " may have none in the zone of ") +
                              id),
                 "the zone of " + id);
  return answer;
}

// Where the pages differ on what an attachment does by default, it is not known.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-transitgatewayattachment-options.html
// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachmentRequestOptions.html
Setting takes_groups(const Scene& scene, const ResourceEntry& hub, const ResourceEntry& vpc,
                     const ResourceEntry& other) {
  Setting all = support_of_groups(scene, hub, "SecurityGroupReferencingSupport", false);
  for (const ResourceEntry* each : {&vpc, &other}) {
    if (all.value == false) return all;
    const ResourceEntry* attachment = attachment_of(scene, hub, *each);
    if (attachment == nullptr) continue;
    const Setting own = support_of_groups(scene, *attachment,
                                          "Options/SecurityGroupReferencingSupport", std::nullopt);
    if (own.value != true) all = own;
  }
  return all;
}

}  // namespace omnitrack::graph
