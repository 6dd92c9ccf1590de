#include <algorithm>

#include "graph/network/interfaces.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;
using namespace std::string_literals;

namespace {

/// A rule that says at once whether there is such an address.
Answer said(Verdict verdict, RuleKind kind, const ResourceEntry& entry, const Node* at,
            std::string words, std::string unknown = {}) {
  Answer answer = open_answer();
  answer.require(reason_of(kind, verdict, entry, at, std::move(words)), std::move(unknown));
  return answer;
}

/// What a setting says of a resource, which stands in it or in another one.
Answer by_setting(const Setting& setting, const ResourceEntry& of, const ResourceEntry& entry,
                  std::string_view name) {
  const std::string id(of.logical_id);
  const std::string property(name.substr(name.find_last_of("/>") + 1));
  if (!setting.value) {
    return said(Verdict::perhaps, RuleKind::address, entry, setting.at,
                property + " decides whether " + id + " has a public address", setting.unknown);
  }
  return *setting.value ? said(Verdict::yes, RuleKind::address, entry, setting.at,
                               id + " has a public address by " + property)
                        : said(Verdict::no, RuleKind::address, entry, setting.at,
                               id + " has no public address: " + property +
                                   (setting.at == nullptr ? " is not set" : " is false"));
}

const ResourceEntry* elastic_ip_named_by(const Scene& scene, const ResourceEntry& entry,
                                         std::string_view property) {
  for (const std::string_view type : {"AWS::EC2::EIP", "AWS::EC2::EIPAssociation"}) {
    const Entries found = scene.naming(entry, type, property);
    if (!found.empty()) return found.front();
  }
  return nullptr;
}

/// An elastic IP of a network interface. One that names an instance is that of its first interface.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-eip.html
const ResourceEntry* elastic_ip_of(const Scene& scene, const Interface& from) {
  if (from.own != nullptr) {
    const ResourceEntry* ip = elastic_ip_named_by(scene, *from.own, "NetworkInterfaceId");
    if (ip != nullptr) return ip;
  }
  if (from.of == from.own) {
    for (const ResourceEntry* each :
         scene.naming(*from.own, "AWS::EC2::Instance", "NetworkInterfaces/*/NetworkInterfaceId")) {
      const auto first = scene.values(*each, "NetworkInterfaces/*/NetworkInterfaceId");
      const bool is_first = scene.named(first.front().node, {}) == from.own;
      const ResourceEntry* ip =
          is_first ? elastic_ip_named_by(scene, *each, "InstanceId") : nullptr;
      if (ip != nullptr) return ip;
    }
  }
  return from.place == 0 ? elastic_ip_named_by(scene, *from.of, "InstanceId") : nullptr;
}

// https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html
Answer of_instance(const Scene& scene, const Interface& from, const ResourceEntry& subnet) {
  const ResourceEntry& entry = *from.of;
  const std::string id(entry.logical_id);
  if (const ResourceEntry* ip = elastic_ip_of(scene, from)) {
    return said(Verdict::yes, RuleKind::address, *ip, nullptr,
                id + " has the elastic IP " + std::string(ip->logical_id));
  }
  if (from.says_public.node != nullptr) {
    return by_setting(scene.setting_of(*from.says_public.node), entry, *from.says_public.in,
                      "AssociatePublicIpAddress");
  }
  if (!from.public_unknown.empty()) {
    return said(Verdict::perhaps, RuleKind::address, entry, nullptr,
                "the launch template of " + id + " decides whether it has a public address",
                from.public_unknown);
  }
  if (!from.may_get_public) {
    return said(Verdict::no, RuleKind::address, from.own != nullptr ? *from.own : entry, nullptr,
                id + " has no public address" +
                    (from.own != nullptr ? ": no elastic IP is its own"
                                         : ", which no interface of several gets by itself"));
  }
  const Setting of_subnet = scene.setting(subnet, "MapPublicIpOnLaunch", false);
  Answer answer = by_setting(of_subnet, subnet, subnet, "MapPublicIpOnLaunch");
  for (Reason& each : answer.reasons) {
    each.words = id +
                 (of_subnet.value.value_or(false)
                      ? " gets a public address in " + std::string(subnet.logical_id)
                      : " gets no public address in " + std::string(subnet.logical_id)) +
                 ": MapPublicIpOnLaunch is " +
                 (!of_subnet.value   ? "not known"
                  : *of_subnet.value ? "true"
                                     : "not true");
  }
  return answer;
}

/// What the instances of a cluster say, at which it is reached; nothing where none says it.
/// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html
/// https://docs.aws.amazon.com/neptune/latest/userguide/neptune-public-endpoints.html
std::optional<Answer> by_instances(const Scene& scene, const ResourceEntry& cluster,
                                   std::string_view way) {
  std::vector<Answer> instances;
  for (const std::string_view type : {"AWS::RDS::DBInstance", "AWS::Neptune::DBInstance"}) {
    for (const ResourceEntry* each : scene.naming(cluster, type, "DBClusterIdentifier")) {
      const Setting its = scene.setting(*each, way, std::nullopt);
      if (its.at != nullptr) instances.push_back(by_setting(its, *each, *each, way));
    }
  }
  return instances.empty() ? std::nullopt : std::optional(any_of(std::move(instances)));
}

// What `PubliclyAccessible` is by default depends on whether the VPC has an internet gateway.
// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
Answer of_database(const Scene& scene, const Interface& from, const ResourceEntry& subnet) {
  const ResourceEntry& entry = *from.of;
  const Setting own = scene.setting(entry, from.kind->public_way, std::nullopt);
  if (own.at != nullptr) return by_setting(own, entry, entry, from.kind->public_way);
  if (auto of_instances = by_instances(scene, entry, from.kind->public_way)) return *of_instances;
  const std::string id(entry.logical_id);
  const ResourceEntry* vpc = scene.named(subnet, "VpcId", "AWS::EC2::VPC");
  if (vpc == nullptr) {
    return said(Verdict::perhaps, RuleKind::address, entry, nullptr,
                "PubliclyAccessible of " + id + " is not set, so its VPC decides",
                "whether the VPC of " + id + " has an internet gateway");
  }
  const bool has_gateway = internet_gateway_of(scene, *vpc) != nullptr;
  return said(has_gateway ? Verdict::yes : Verdict::no, RuleKind::address, entry, nullptr,
              id + (has_gateway ? " has a public address" : " has no public address") +
                  ": PubliclyAccessible is not set, and its VPC " +
                  (has_gateway ? "has" : "has no") + " internet gateway");
}

Answer by_text(const Scene& scene, const Interface& from, std::string_view way,
               std::string_view by_default, std::string_view when_public) {
  const ResourceEntry& entry = *from.of;
  const std::string id(entry.logical_id);
  const auto found = scene.values(entry, way);
  const Node* at = found.empty() ? nullptr : found.front().node;
  const std::string name(way.substr(way.rfind('/') + 1));
  const auto text =
      at == nullptr ? std::optional(std::string(by_default)) : scene.reader().text(at);
  if (!text) {
    return said(Verdict::perhaps, RuleKind::address, entry, at,
                name + " decides whether " + id + " has a public address", scene.unknown_of(*at));
  }
  const bool is_public = *text == when_public;
  return said(is_public ? Verdict::yes : Verdict::no, RuleKind::address, entry, at,
              id + (is_public ? " has a public address" : " has no public address") + ": " + name +
                  (at == nullptr ? " is by default " : " is ") + *text);
}

/// Whether a load balancer faces the internet, by a family of addresses.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/introduction.html
Answer faces_internet(const Scene& scene, const Interface& from, bool is_v6) {
  const ResourceEntry& entry = *from.of;
  const std::string id(entry.logical_id);
  if (scene.text(entry, "Type") == "gateway") {
    return said(Verdict::no, RuleKind::address, entry, scene.find(entry, "Type"),
                id + " is a gateway load balancer, which has no public address");
  }
  constexpr std::string_view v6_alone = "dualstack-without-public-ipv4";
  if (!is_v6 && scene.text(entry, "IpAddressType") == v6_alone) {
    return said(Verdict::no, RuleKind::address, entry, scene.find(entry, "IpAddressType"),
                id + " has no public IPv4 address");
  }
  return by_text(scene, from, "Scheme", "internet-facing", "internet-facing");
}

Answer has_ipv6(const Scene& scene, const Interface& from, const ResourceEntry& subnet) {
  const ResourceEntry& entry = *from.of;
  const std::string id(entry.logical_id);
  const auto no = [&](const std::string& why) {
    return said(Verdict::no, RuleKind::address, entry, nullptr, id + " has no IPv6 address" + why);
  };
  const bool subnet_has = scene.find(subnet, "Ipv6CidrBlock") != nullptr ||
                          !scene.naming(subnet, "AWS::EC2::SubnetCidrBlock", "SubnetId").empty();
  if (!subnet_has) return no(", as " + std::string(subnet.logical_id) + " has no IPv6 block");
  const auto& own = from.ipv6;
  if (!own.empty()) {
    const Node& first = *own.front().node;
    // An item of a list of addresses is a map.
    const auto text = first.is(tmpl::Kind::map) && !first.is_call() ? std::optional("1"s)
                                                                    : scene.reader().text(&first);
    if (!text) {
      return said(Verdict::perhaps, RuleKind::address, *own.front().in, own.front().node,
                  "whether " + id + " has an IPv6 address is not known",
                  scene.unknown_of(*own.front().node));
    }
    const bool has =
        from.kind->ipv6_values.empty()
            ? *text != "0"
            : std::string_view(from.kind->ipv6_values).find(*text) != std::string_view::npos;
    if (!has) return no("");
    return said(Verdict::yes, RuleKind::address, *own.front().in, own.front().node,
                id + " has an IPv6 address");
  }
  const bool is_launched =
      from.kind->publicity == Publicity::instance || from.kind->publicity == Publicity::task;
  if (!is_launched) return no("");
  const Setting given = scene.setting(subnet, "AssignIpv6AddressOnCreation", false);
  if (!given.value) {
    return said(Verdict::perhaps, RuleKind::address, subnet, given.at,
                "AssignIpv6AddressOnCreation decides whether " + id + " has an IPv6 address",
                given.unknown);
  }
  if (!*given.value) return no(", as its subnet gives it none");
  return said(Verdict::yes, RuleKind::address, subnet, given.at,
              id + " gets an IPv6 address in " + std::string(subnet.logical_id));
}

}  // namespace

Answer has_public_address(const Scene& scene, const Interface& from, const ResourceEntry& subnet,
                          bool is_v6) {
  if (is_v6) return has_ipv6(scene, from, subnet);
  const ResourceEntry& entry = *from.of;
  switch (from.kind->publicity) {
    case Publicity::instance:
      return of_instance(scene, from, subnet);
    case Publicity::setting:
      if (auto of_instances = by_instances(scene, entry, from.kind->public_way)) {
        return *of_instances;
      }
      return by_setting(scene.setting(entry, from.kind->public_way, false), entry, entry,
                        from.kind->public_way);
    case Publicity::setting_unless_false:
      return by_setting(scene.setting(entry, from.kind->public_way, true), entry, entry,
                        from.kind->public_way);
    case Publicity::database:
      return of_database(scene, from, subnet);
    case Publicity::scheme:
      return faces_internet(scene, from, false);
    case Publicity::task:
      return by_text(scene, from, from.kind->public_way, "DISABLED", "ENABLED");
    case Publicity::brokers:
      return by_text(scene, from, from.kind->public_way, "DISABLED", "SERVICE_PROVIDED_EIPS");
    case Publicity::never:
      break;
  }
  return said(Verdict::no, RuleKind::address, entry, nullptr,
              std::string(entry.logical_id) + " never has a public address");
}

// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
Answer takes_ipv6_from_internet(const Scene& scene, const Interface& to) {
  return to.kind->publicity == Publicity::scheme ? faces_internet(scene, to, true) : open_answer();
}

}  // namespace omnitrack::graph
