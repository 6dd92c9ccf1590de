#include "diff/refusals/refusal_check.hpp"
#include "meaning/canonical.hpp"
#include "meaning/ip_network.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

using meaning::IpNetwork;
using meaning::only_value;
using tmpl::Node;

namespace {

/// A subnet whose addresses are known.
struct Subnet {
  const tmpl::ResourceEntry* resource = nullptr;
  std::string vpc;
  std::string_view cidr;
  IpNetwork network;
};

std::optional<Subnet> subnet_of(const StackDiff& diff, const tmpl::Index& index,
                                const tmpl::ResourceEntry& resource) {
  if (resource.type_name != "AWS::EC2::Subnet") return std::nullopt;
  const Node* vpc = only_value(index, resource, "VpcId");
  const auto cidr = meaning::known_text(only_value(index, resource, "CidrBlock"));
  if (vpc == nullptr || !cidr || follows_replacement(diff, *vpc)) return std::nullopt;
  const auto network = IpNetwork::parse(*cidr);
  if (!network) return std::nullopt;
  return Subnet{&resource, meaning::canonical_text(*vpc, {}), *cidr, *network};
}

// https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
void refuse_overlaps_in(const StackDiff& diff, std::size_t stack, std::vector<Refusal>& refusals) {
  std::vector<Subnet> old_subnets;
  for (const tmpl::ResourceEntry& each : diff.before->resources()) {
    if (auto subnet = subnet_of(diff, *diff.before, each)) old_subnets.push_back(*subnet);
  }
  for (const ResourceChange& change : diff.resources) {
    if (!change.is_made()) continue;
    const auto made = subnet_of(diff, *diff.after, *change.after);
    if (!made) continue;
    for (const Subnet& old : old_subnets) {
      // One block twice is claimed twice.
      if (old.vpc != made->vpc || old.cidr == made->cidr || !old.network.overlaps(made->network)) {
        continue;
      }
      report_refusal(
          refusals, as_error(codes::OT5109), stack, change.logical_id, change.type_name,
          {.path = meaning::property_path("CidrBlock"),
           .what = "its block '" + std::string(made->cidr) + "' overlaps '" +
                   std::string(old.cidr) + "' of '" + std::string(old.resource->logical_id) +
                   "', which is there until this one is made",
           .hint =
               "use a block that is free, or remove the old subnets in a deployment before; a Vpc "
               "with 'reserved_zones' has room for another zone",
           .is_certain =
               is_surely_made(diff, change) && is_unconditional(diff.before, old.resource)});
      break;
    }
  }
}

}  // namespace

void refuse_overlaps(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const StackDiff& diff = diffs[stack];
    if (diff.before != nullptr && diff.after != nullptr) refuse_overlaps_in(diff, stack, refusals);
  }
}

}  // namespace omnitrack::diff
