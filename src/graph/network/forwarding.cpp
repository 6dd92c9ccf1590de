#include "graph/network/forwarding.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "diff/security/add_new.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

constexpr std::string_view target_group_type = "AWS::ElasticLoadBalancingV2::TargetGroup";
constexpr std::string_view listener_type = "AWS::ElasticLoadBalancingV2::Listener";
constexpr std::string_view listener_rule_type = "AWS::ElasticLoadBalancingV2::ListenerRule";
constexpr std::string_view balancer_type = "AWS::ElasticLoadBalancingV2::LoadBalancer";
constexpr std::string_view classic_type = "AWS::ElasticLoadBalancing::LoadBalancer";

std::optional<int> number_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  int number = 0;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), number);
  return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

std::string protocol_of(const std::optional<std::string>& text) {
  return text == "UDP" ? "udp" : "tcp";
}

/// A target group, and the port at which a resource is its target.
struct Membership {
  const ResourceEntry* group = nullptr;
  std::optional<int> port = std::nullopt;
};

void add_membership(const Scene& scene, const Node* value, std::optional<int> port,
                    std::vector<Membership>& found) {
  const ResourceEntry* group = scene.named(value, target_group_type);
  if (group == nullptr) return;
  if (!port) port = number_of(scene.text(*group, "Port"));
  found.push_back({group, port});
}

std::vector<Membership> memberships_of(const Scene& scene, const ResourceEntry& target) {
  std::vector<Membership> found;
  const diff::Reader& reader = scene.reader();
  for (const ResourceEntry* each : scene.naming(target, target_group_type, "Targets/*/Id")) {
    for (const ValueAt& one : scene.values(*each, "Targets/*")) {
      if (scene.named(reader.find(one.node, "Id"), {}) != &target) continue;
      const Node* port = reader.find(one.node, "Port");
      const auto own = port == nullptr ? std::nullopt : number_of(reader.text(port));
      found.push_back({each, own ? own : number_of(scene.text(*each, "Port"))});
    }
  }
  for (const ValueAt& each : scene.values(target, "LoadBalancers/*")) {
    const Node* port = reader.find(each.node, "ContainerPort");
    add_membership(scene, reader.find(each.node, "TargetGroupArn"),
                   port == nullptr ? std::nullopt : number_of(reader.text(port)), found);
  }
  for (const ValueAt& each : scene.values(target, "TargetGroupARNs")) {
    add_membership(scene, each.node, std::nullopt, found);
  }
  return found;
}

// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
bool keeps_client_address(const Scene& scene, const ResourceEntry& balancer,
                          const ResourceEntry& group) {
  if (scene.text(balancer, "Type").value_or("application") != "network") return false;
  for (const ValueAt& each : scene.values(group, "TargetGroupAttributes/*")) {
    const Node* key = scene.reader().find(each.node, "Key");
    const Node* value = scene.reader().find(each.node, "Value");
    if (key != nullptr && value != nullptr &&
        scene.reader().text(key) == "preserve_client_ip.enabled") {
      return scene.reader().text(value) == "true";
    }
  }
  if (scene.text(group, "TargetType").value_or("instance") == "instance") return true;
  const std::string protocol = scene.text(group, "Protocol").value_or("TCP");
  return protocol == "UDP" || protocol == "TCP_UDP";
}

/// The listeners that forward to a target group, by default or by a rule; each with what says so.
std::vector<std::pair<const ResourceEntry*, const ResourceEntry*>> listeners_to(
    const Scene& scene, const ResourceEntry& group) {
  std::vector<std::pair<const ResourceEntry*, const ResourceEntry*>> found;
  constexpr std::string_view by_default =
      "DefaultActions/*/TargetGroupArn|DefaultActions/*/ForwardConfig/TargetGroups/*/"
      "TargetGroupArn";
  constexpr std::string_view by_rule =
      "Actions/*/TargetGroupArn|Actions/*/ForwardConfig/TargetGroups/*/TargetGroupArn";
  for (const ResourceEntry* each : scene.naming(group, listener_type, by_default)) {
    found.emplace_back(each, each);
  }
  for (const ResourceEntry* each : scene.naming(group, listener_rule_type, by_rule)) {
    const ResourceEntry* listener = scene.named(*each, "ListenerArn", listener_type);
    if (listener != nullptr) found.emplace_back(listener, each);
  }
  return found;
}

void add_forwarders(const Scene& scene, const ResourceEntry& target, const Membership& member,
                    std::vector<Forwarder>& found) {
  for (const auto& [listener, said_by] : listeners_to(scene, *member.group)) {
    const ResourceEntry* balancer = scene.named(*listener, "LoadBalancerArn", balancer_type);
    if (balancer == nullptr) continue;
    Forwarder one{.balancer = balancer};
    if (const auto port = number_of(scene.text(*listener, "Port"))) {
      one.listens = {.protocol = protocol_of(scene.text(*listener, "Protocol")), .number = *port};
    }
    if (member.port) {
      one.sends_to = {.protocol = protocol_of(scene.text(*member.group, "Protocol")),
                      .number = *member.port};
    }
    one.keeps_client = keeps_client_address(scene, *balancer, *member.group);
    one.is_invocation = target.type_name == "AWS::Lambda::Function";
    one.step = reason_of(RuleKind::forwarding, Verdict::yes, *said_by, nullptr,
                         std::string(balancer->logical_id) +
                             (one.listens ? " at " + words_of(*one.listens) : "") +
                             " forwards to " + std::string(target.logical_id) +
                             (one.sends_to ? " at " + words_of(*one.sends_to) : "") + ", by " +
                             std::string(member.group->logical_id));
    found.push_back(std::move(one));
  }
}

void add_classic(const Scene& scene, const ResourceEntry& target, std::vector<Forwarder>& found) {
  Entries balancers = scene.naming(target, classic_type, "Instances");
  for (const std::string_view way : {"LoadBalancerNames", "LoadBalancers/*/LoadBalancerName"}) {
    for (const ValueAt& each : scene.values(target, way)) {
      const ResourceEntry* named = scene.named(each.node, classic_type);
      if (named != nullptr) diff::add_new(balancers, named);
    }
  }
  for (const ResourceEntry* each : balancers) {
    for (const ValueAt& listener : scene.values(*each, "Listeners/*")) {
      const auto port = [&](std::string_view name) -> std::optional<Port> {
        const Node* value = scene.reader().find(listener.node, name);
        const auto number = value == nullptr ? std::nullopt : number_of(scene.reader().text(value));
        if (!number) return std::nullopt;
        return Port{.number = *number};
      };
      Forwarder one{
          .balancer = each, .listens = port("LoadBalancerPort"), .sends_to = port("InstancePort")};
      one.step = reason_of(
          RuleKind::forwarding, Verdict::yes, *each, listener.node,
          std::string(each->logical_id) + " forwards to " + std::string(target.logical_id));
      found.push_back(std::move(one));
    }
  }
}

}  // namespace

std::vector<Forwarder> forwarders_to(const Scene& scene, const ResourceEntry& target) {
  std::vector<Forwarder> found;
  for (const Membership& each : memberships_of(scene, target)) {
    add_forwarders(scene, target, each, found);
  }
  add_classic(scene, target, found);
  return found;
}

}  // namespace omnitrack::graph
