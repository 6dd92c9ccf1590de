#include "graph/network/target_groups.hpp"

#include <algorithm>
#include <charconv>

#include "diff/security/add_new.hpp"
#include "graph/network/interfaces.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

constexpr std::string_view target_group_type = "AWS::ElasticLoadBalancingV2::TargetGroup";

std::optional<int> port_in(const Scene& scene, const Node* map, std::string_view name) {
  const Node* port = scene.reader().find(map, name);
  return port == nullptr ? std::nullopt : number_of(scene.reader().text(port));
}

void add_membership(const Scene& scene, const Node* value, std::optional<int> port,
                    std::vector<Membership>& found) {
  const ResourceEntry* group = scene.named(value, target_group_type);
  if (group == nullptr) return;
  if (!port) port = number_of(scene.text(*group, "Port"));
  found.push_back({.group = group, .port = port});
}

/// A resource and the network interfaces of it that are resources of their own.
Entries resource_with_interfaces(const Scene& scene, const ResourceEntry& target) {
  Entries all{&target};
  for (const Interface& each : interfaces_of(scene, target)) {
    if (each.own != nullptr) diff::add_new(all, each.own);
  }
  return all;
}

/// Whether an address that a target group names is one of a resource.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
Verdict has_address(const Scene& scene, const ResourceEntry& target, const std::string& address) {
  const auto wanted = meaning::IpNetwork::parse(address + "/32");
  if (!wanted) return Verdict::no;
  Verdict best = Verdict::no;
  for (const Interface& each : interfaces_of(scene, target)) {
    const ResourceEntry& own = each.own != nullptr ? *each.own : target;
    const auto said =
        scene.text(own,
                   "PrivateIpAddress|NetworkInterfaces/*/PrivateIpAddress|NetworkInterfaces/*/"
                   "PrivateIpAddresses/*/PrivateIpAddress|PrivateIpAddresses/*/PrivateIpAddress");
    if (said) {
      if (*said == address) return Verdict::yes;
      continue;
    }
    for (const SubnetOf& subnet : each.subnets) {
      if (subnet.entry == nullptr) continue;
      const Addresses lies_in = addresses_of_subnet(scene, *subnet.entry, false);
      if (lies_in.network && lies_in.network->contains(*wanted)) best = Verdict::perhaps;
    }
  }
  return best;
}

class TargetReader {
 public:
  TargetReader(const Scene& scene, const ResourceEntry& target)
      : scene_(scene), target_(target), parts_(resource_with_interfaces(scene, target)) {}

  std::vector<Membership> read() {
    for (const ResourceEntry* each : scene_.model().of_type(target_group_type)) {
      if (scene_.reader().exists(*each)) read_targets(*each);
    }
    return std::move(found_);
  }

 private:
  void read_targets(const ResourceEntry& group) {
    for (const ValueAt& one : scene_.values(group, "Targets/*")) {
      const Node* id = scene_.reader().find(one.node, "Id");
      if (id == nullptr) continue;
      auto port = port_in(scene_, one.node, "Port");
      if (!port) port = number_of(scene_.text(group, "Port"));
      const ResourceEntry* named = scene_.named(id, {});
      if (std::ranges::find(parts_, named) != parts_.end()) {
        found_.push_back({.group = &group, .port = port});
      } else if (const auto text = scene_.reader().text(id); text && named == nullptr) {
        const Verdict fits = has_address(scene_, target_, *text);
        if (fits == Verdict::no) continue;
        found_.push_back(
            {.group = &group,
             .port = port,
             .unknown = fits == Verdict::yes
                            ? std::string()
                            : "the address that " + std::string(target_.logical_id) + " gets"});
      }
    }
  }

  const Scene& scene_;
  const ResourceEntry& target_;
  Entries parts_;
  std::vector<Membership> found_;
};

}  // namespace

std::optional<int> number_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  int number = 0;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), number);
  return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

std::vector<Membership> memberships_of(const Scene& scene, const ResourceEntry& target) {
  std::vector<Membership> found = TargetReader(scene, target).read();
  for (const ValueAt& each : scene.values(target, "LoadBalancers/*")) {
    add_membership(scene, scene.reader().find(each.node, "TargetGroupArn"),
                   port_in(scene, each.node, "ContainerPort"), found);
  }
  // https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-load-balancer.html
  for (const ValueAt& each : scene.values(target, "TargetGroupARNs|TrafficSources/*/Identifier")) {
    add_membership(scene, each.node, std::nullopt, found);
  }
  return found;
}

}  // namespace omnitrack::graph
