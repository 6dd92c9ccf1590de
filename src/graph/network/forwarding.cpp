#include "graph/network/forwarding.hpp"

#include <algorithm>
#include <array>

#include "diff/security/add_new.hpp"
#include "graph/network/target_groups.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

constexpr std::string_view listener_type = "AWS::ElasticLoadBalancingV2::Listener";
constexpr std::string_view listener_rule_type = "AWS::ElasticLoadBalancingV2::ListenerRule";
constexpr std::string_view balancer_type = "AWS::ElasticLoadBalancingV2::LoadBalancer";
constexpr std::string_view classic_type = "AWS::ElasticLoadBalancing::LoadBalancer";

/// The protocols below one of a listener: `tcp`, `udp` or both.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
std::vector<std::string> protocols_of(const std::optional<std::string>& text) {
  if (text == "UDP" || text == "QUIC") return {"udp"};
  if (text == "TCP_UDP" || text == "TCP_QUIC") return {"tcp", "udp"};
  return {"tcp"};
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
  if (scene.text(group, "TargetType").value_or("instance") != "ip") return true;
  const std::string protocol = scene.text(group, "Protocol").value_or("TCP");
  return protocol != "TCP" && protocol != "TLS";
}

/// Where a listener says that it forwards: by default, or by a rule.
struct Forwarding {
  const ResourceEntry* listener = nullptr;
  const ResourceEntry* said_by = nullptr;
  std::string_view actions;  ///< the name of the list of what it does
};

// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html
bool forwards_to(const Scene& scene, const Node& action, const ResourceEntry& group) {
  const diff::Reader& reader = scene.reader();
  if (reader.text(reader.find(&action, "Type")).value_or("forward") != "forward") return false;
  if (scene.named(reader.find(&action, "TargetGroupArn"), {}) == &group) return true;
  bool found = false;
  const Node* config = reader.find(&action, "ForwardConfig");
  reader.for_each_item(reader.find(config, "TargetGroups"), [&](const Node& each) {
    if (scene.named(reader.find(&each, "TargetGroupArn"), {}) != &group) return;
    const Node* weight = reader.find(&each, "Weight");
    found = found || weight == nullptr || reader.text(weight) != "0";
  });
  return found;
}

std::vector<Forwarding> forwardings_to(const Scene& scene, const ResourceEntry& group) {
  std::vector<Forwarding> found;
  const auto add = [&](const ResourceEntry* listener, const ResourceEntry& said_by,
                       std::string_view actions) {
    if (listener == nullptr) return;
    for (const ValueAt& each : scene.values(said_by, std::string(actions) + "/*")) {
      if (!forwards_to(scene, *each.node, group)) continue;
      found.push_back({listener, &said_by, actions});
      return;
    }
  };
  for (const ResourceEntry* each : scene.model().users_of(group.logical_id, listener_type)) {
    if (scene.reader().exists(*each)) add(each, *each, "DefaultActions");
  }
  for (const ResourceEntry* each : scene.model().users_of(group.logical_id, listener_rule_type)) {
    if (!scene.reader().exists(*each)) continue;
    add(scene.named(*each, "ListenerArn", listener_type), *each, "Actions");
  }
  return found;
}

/// What asks the caller who it is before it is forwarded; empty where nothing does.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html
std::string authentication_of(const Scene& scene, const Forwarding& forwarding) {
  const std::string id(forwarding.said_by->logical_id);
  for (const ValueAt& each :
       scene.values(*forwarding.said_by, std::string(forwarding.actions) + "/*/Type")) {
    const std::string type = scene.reader().text(each.node).value_or("");
    if (type.starts_with("authenticate") || type.starts_with("jwt")) {
      return "whether " + id + " signs the caller in";
    }
  }
  if (scene.text(*forwarding.listener, "MutualAuthentication/Mode") == "verify") {
    return "whether the caller has a certificate that " +
           std::string(forwarding.listener->logical_id) + " trusts";
  }
  return {};
}

std::vector<Addresses> clients_of(const Scene& scene, const ResourceEntry& said_by) {
  std::vector<Addresses> clients;
  for (const ValueAt& each : scene.values(
           said_by, "Conditions/*/SourceIpConfig/Values|Conditions/*/SourceIpConfig/Values/*")) {
    Addresses one = read_addresses(scene, *each.node);
    const bool is_there = std::ranges::any_of(
        clients, [&one](const Addresses& other) { return other.shown == one.shown; });
    if (!is_there) clients.push_back(std::move(one));
  }
  return clients;
}

void add_forwarders(const Scene& scene, const ResourceEntry& target, const Membership& member,
                    std::vector<Forwarder>& found) {
  for (const Forwarding& each : forwardings_to(scene, *member.group)) {
    const ResourceEntry* balancer = scene.named(*each.listener, "LoadBalancerArn", balancer_type);
    if (balancer == nullptr) continue;
    for (const std::string& protocol : protocols_of(scene.text(*each.listener, "Protocol"))) {
      Forwarder one{.balancer = balancer};
      if (const auto port = number_of(scene.text(*each.listener, "Port"))) {
        one.listens = {.protocol = protocol, .number = *port};
      }
      if (member.port) one.sends_to = {.protocol = protocol, .number = *member.port};
      one.keeps_client = keeps_client_address(scene, *balancer, *member.group);
      one.is_invocation = target.type_name == "AWS::Lambda::Function";
      one.clients = clients_of(scene, *each.said_by);
      one.unknown = member.unknown.empty() ? authentication_of(scene, each) : member.unknown;
      one.step = reason_of(
          RuleKind::forwarding, one.unknown.empty() ? Verdict::yes : Verdict::perhaps,
          *each.said_by, nullptr,
          std::string(balancer->logical_id) + (one.listens ? " at " + words_of(*one.listens) : "") +
              (one.unknown.empty() ? " forwards to " : " may forward to ") +
              std::string(target.logical_id) +
              (one.sends_to ? " at " + words_of(*one.sends_to) : "") + ", by " +
              std::string(member.group->logical_id));
      found.push_back(std::move(one));
    }
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

/// The endpoints that lead to a load balancer from other VPCs.
/// https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html
void add_private_links(const Scene& scene, const ResourceEntry& target,
                       std::vector<Forwarder>& found) {
  if (target.type_name != balancer_type) return;
  for (const ResourceEntry* service :
       scene.naming(target, "AWS::EC2::VPCEndpointService", "NetworkLoadBalancerArns")) {
    for (const ResourceEntry* each :
         scene.model().users_of(service->logical_id, "AWS::EC2::VPCEndpoint")) {
      if (!scene.reader().exists(*each)) continue;
      Forwarder one{.balancer = each, .is_private_link = true};
      const Setting acceptance = scene.setting(*service, "AcceptanceRequired", true);
      if (acceptance.value.value_or(true)) {
        one.unknown = "whether " + std::string(service->logical_id) + " accepts " +
                      std::string(each->logical_id);
      }
      one.step = reason_of(
          RuleKind::endpoint, one.unknown.empty() ? Verdict::yes : Verdict::perhaps, *service,
          acceptance.at,
          std::string(each->logical_id) + (one.unknown.empty() ? " leads to " : " may lead to ") +
              std::string(target.logical_id) + ", by " + std::string(service->logical_id));
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
  add_private_links(scene, target, found);
  return found;
}

}  // namespace omnitrack::graph
