#include <algorithm>

#include "meaning/condition_logic.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "meaning/vpc_networks.hpp"
#include "omnitrack/codes.hpp"
#include "validate/together/together.hpp"

namespace omnitrack::validate {

using meaning::condition_of;
using meaning::find_value;
using meaning::IpNetwork;
using meaning::Path;
using meaning::referred_id;
using meaning::vpc_networks;
using meaning::VpcNetworks;
using tmpl::Node;

namespace {

/// A VPC of the app.
struct Vpc {
  const tmpl::Index* index = nullptr;
  std::string_view id;
  const VpcNetworks* networks = nullptr;
};

class PeeringCheck {
 public:
  PeeringCheck(std::span<const tmpl::Index* const> app, const meaning::ExportTable& exports,
               Findings& findings)
      : app_(app), exports_(exports), findings_(findings) {}

  void run() {
    for (const tmpl::Index* index : app_) {
      for (const tmpl::ResourceEntry& resource : index->resources()) {
        if (resource.type_name == "AWS::EC2::VPCPeeringConnection") {
          check_peering(*index, resource);
        } else if (resource.type_name == "AWS::EC2::TransitGatewayAttachment" ||
                   resource.type_name == "AWS::EC2::TransitGatewayVpcAttachment") {
          check_attachment(*index, resource);
        }
      }
    }
  }

 private:
  /// The resource that a value names, here or through an export.
  std::pair<const tmpl::Index*, std::string_view> resolve(const tmpl::Index& index,
                                                          const Node* value) const {
    if (value == nullptr) return {};
    if (value->calls(tmpl::Function::import_value)) {
      const meaning::Export* found = exports_.find(index, value->argument());
      const Node* exported = found == nullptr ? nullptr : found->output->value.find("Value");
      if (exported == nullptr) return {};
      return {found->from, referred_id(*exported)};
    }
    return {&index, referred_id(*value)};
  }

  Vpc find_vpc(const tmpl::Index& index, const Node* value) {
    const auto [in, id] = resolve(index, value);
    if (in == nullptr || id.empty()) return {};
    const auto [vpcs, is_new] = networks_.try_emplace(in);
    if (is_new) vpcs->second = vpc_networks(*in);
    const auto vpc = vpcs->second.find(id);
    const bool is_known = vpc != vpcs->second.end() && vpc->second.are_complete;
    return is_known ? Vpc{in, id, &vpc->second} : Vpc{};
  }

  static bool overlap(const Vpc& left, const Vpc& right) {
    return std::ranges::any_of(left.networks->all, [&right](const IpNetwork& each) {
      return std::ranges::any_of(right.networks->all,
                                 [&each](const IpNetwork& other) { return each.overlaps(other); });
    });
  }

  static std::string describe(const Vpc& vpc) {
    return vpc.networks->text + " of '" + std::string(vpc.id) + "'";
  }

  void check_peering(const tmpl::Index& index, const tmpl::ResourceEntry& resource) {
    const Vpc own = find_vpc(index, find_value(resource.properties, "VpcId"));
    const Vpc peer = find_vpc(index, find_value(resource.properties, "PeerVpcId"));
    if (own.index == nullptr || peer.index == nullptr || !overlap(own, peer)) return;
    const Path root;
    const Path section(root, "Resources");
    const Path entry(section, resource.logical_id);
    const Path properties(entry, "Properties");
    const Path at(properties, "PeerVpcId");
    Reporter(index.source(), findings_)
        .error(
            codes::OT4704, *resource.properties->find("PeerVpcId"), at,
            "networks that overlap cannot be peered: " + describe(own) + " and " + describe(peer),
            "choose ranges that do not overlap");
  }

  void check_attachment(const tmpl::Index& index, const tmpl::ResourceEntry& resource) {
    if (!condition_of(resource).empty()) return;
    const auto gateway = resolve(index, find_value(resource.properties, "TransitGatewayId"));
    const Vpc vpc = find_vpc(index, find_value(resource.properties, "VpcId"));
    if (gateway.first == nullptr || gateway.second.empty() || vpc.index == nullptr) return;
    for (const auto& [other_gateway, other] : attachments_) {
      const bool is_same_vpc = other.index == vpc.index && other.id == vpc.id;
      if (other_gateway != gateway || is_same_vpc || !overlap(other, vpc)) continue;
      const Path root;
      const Path section(root, "Resources");
      const Path entry(section, resource.logical_id);
      const Path properties(entry, "Properties");
      const Path at(properties, "VpcId");
      Reporter(index.source(), findings_)
          .warning(codes::OT4705, *resource.properties->find("VpcId"), at,
                   "networks that overlap are attached to one transit gateway: " + describe(vpc) +
                       " and " + describe(other),
                   "choose ranges that do not overlap: the gateway routes each range to one of "
                   "them only");
      break;
    }
    attachments_.emplace_back(gateway, vpc);
  }

  std::span<const tmpl::Index* const> app_;
  const meaning::ExportTable& exports_;
  Findings& findings_;
  std::unordered_map<const tmpl::Index*, std::unordered_map<std::string_view, VpcNetworks>>
      networks_;
  /// The VPCs at each transit gateway.
  std::vector<std::pair<std::pair<const tmpl::Index*, std::string_view>, Vpc>> attachments_;
};

}  // namespace

void check_peered_networks(std::span<const tmpl::Index* const> app,
                           const meaning::ExportTable& exports, Findings& findings) {
  PeeringCheck(app, exports, findings).run();
}

}  // namespace omnitrack::validate
