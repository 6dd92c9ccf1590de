#include "graph/network/groups.hpp"

#include <algorithm>

#include "diff/security/add_new.hpp"
#include "diff/security/traffic.hpp"
#include "graph/network/clusters.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"

namespace omnitrack::graph {

using diff::TrafficRule;
using tmpl::Node;
using tmpl::ResourceEntry;

/// A rule, and whom it is about.
struct GroupRule {
  TrafficRule rule;
  std::optional<Addresses> addresses = std::nullopt;
  const Node* group = nullptr;
  const Node* prefix_list = nullptr;
  std::string unknown = {};       ///< what its protocol or its ports depend on
  std::string unknown_name = {};  ///< what decides whether the group that it names is the one
};

namespace {

constexpr std::string_view security_group = "AWS::EC2::SecurityGroup";
constexpr std::string_view ingress_rule = "AWS::EC2::SecurityGroupIngress";
constexpr std::string_view egress_rule = "AWS::EC2::SecurityGroupEgress";

/// How a rule answers, and on what that depends.
struct Finding {
  Verdict verdict = Verdict::no;
  std::string unknown = {};
};

std::string unknown_ports(const Scene& scene, const Node& rule) {
  for (const std::string_view name : {"IpProtocol", "FromPort", "ToPort"}) {
    const Node* value = scene.reader().find(&rule, name);
    if (value != nullptr && !scene.reader().text(value)) return scene.unknown_of(*value);
  }
  return {};
}

GroupRule read_group_rule(const Scene& scene, const ResourceEntry& entry, const Node& rule,
                          bool is_incoming) {
  const diff::Reader& reader = scene.reader();
  const std::string side = is_incoming ? "Source" : "Destination";
  GroupRule read{.rule = diff::read_rule(reader, entry, rule, is_incoming)};
  const Node* block = reader.find(&rule, "CidrIp");
  if (block == nullptr) block = reader.find(&rule, "CidrIpv6");
  if (block != nullptr) read.addresses = read_addresses(scene, *block);
  read.group = reader.find(&rule, side + "SecurityGroupId");
  if (read.group == nullptr) read.group = reader.find(&rule, side + "SecurityGroupName");
  read.prefix_list = reader.find(&rule, side + "PrefixListId");
  read.unknown = unknown_ports(scene, rule);
  return read;
}

/// Whether a text is the name that a group of the templates has.
bool has_name(const Scene& scene, const Group& group, const Node& name) {
  if (group.entry == nullptr) return false;
  if (scene.named(&name, security_group) == group.entry) return true;
  const auto own = scene.text(*group.entry, "GroupName");
  return own && own == scene.reader().text(&name);
}

/// What decides whether a name stands for a group: it does so in the default VPC alone.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress.html
std::string doubt_of_name(const Scene& scene, const Group& group) {
  if (scene.find(*group.entry, "VpcId") == nullptr) return {};
  return "whether " + group.shown + " is in the default VPC, where names stand for groups";
}

void add_separate_rules(const Scene& scene, const Group& group, bool is_incoming,
                        std::vector<GroupRule>& rules) {
  const std::string_view type = is_incoming ? ingress_rule : egress_rule;
  const ResourceEntry* named = group.entry != nullptr ? group.entry : group.vpc;
  const bool is_named = named == nullptr || scene.find(*named, "GroupName") != nullptr;
  for (const ResourceEntry* each :
       is_named ? scene.model().of_type(type) : scene.model().users_of(named->logical_id, type)) {
    if (!scene.reader().exists(*each)) continue;
    const Node* target = scene.find(*each, "GroupId");
    const Node* name = scene.find(*each, "GroupName");
    const bool is_by_name = target == nullptr && name != nullptr && has_name(scene, group, *name);
    const bool is_by_id = target != nullptr && read_group(scene, *target).key == group.key;
    if (!is_by_id && !is_by_name) continue;
    rules.push_back(read_group_rule(scene, *each, *each->properties, is_incoming));
    if (is_by_name) rules.back().unknown_name = doubt_of_name(scene, group);
  }
}

const GroupRules& rules_of(const Scene& scene, const Group& group, bool is_incoming) {
  std::shared_ptr<const GroupRules>& kept = scene.kept_rules(group.key, is_incoming);
  if (kept != nullptr) return *kept;
  GroupRules rules;
  if (group.entry != nullptr) {
    const std::string_view list = is_incoming ? "SecurityGroupIngress" : "SecurityGroupEgress";
    scene.reader().for_each_item(scene.find(*group.entry, list), [&](const Node& each) {
      rules.push_back(read_group_rule(scene, *group.entry, each, is_incoming));
    });
  }
  add_separate_rules(scene, group, is_incoming, rules);
  kept = std::make_shared<const GroupRules>(std::move(rules));
  return *kept;
}

/// A group that is made without a rule for what goes out lets everything out, as does the default
/// group of a VPC.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
/// https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
bool lets_everything_out(const Scene& scene, const Group& group) {
  if (group.entry == nullptr) return group.vpc != nullptr || group.cluster != nullptr;
  return scene.find(*group.entry, "SecurityGroupEgress") == nullptr;
}

/// CloudFormation's pages do not tell whether a rule of its own takes the default one away.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupegress.html
Answer default_beside_rule(const Group& group, const ResourceEntry& rule) {
  const std::string id(rule.logical_id);
  const std::string words =
      " takes the rule of " + group.shown + " away that lets everything out by default";
  Answer way = open_answer();
  way.require(
      reason_of(RuleKind::security_group, Verdict::perhaps, rule, nullptr, "perhaps " + id + words),
      "whether " + id + words);
  return way;
}

Finding about_addresses(const Addresses& rule, const Addresses& others) {
  const Verdict verdict = takes_in(rule, others);
  return {verdict, verdict == Verdict::perhaps ? what_decides(rule, others) : std::string()};
}

Finding about_prefix_list(const Scene& scene, const Node& list, const Party& other) {
  const auto entries = entries_of_prefix_list(scene, list);
  Finding best;
  if (!entries) {
    return {Verdict::perhaps, "the prefix list " +
                                  scene.reader().pattern(list, diff::Wildcards::none).shown +
                                  ", whose entries are not in the templates"};
  }
  for (const Addresses& each : *entries) {
    const Finding found = about_addresses(each, other.addresses);
    if (found.verdict > best.verdict) best = found;
  }
  return best;
}

Finding about_group(const Scene& scene, const Node& value, bool is_incoming, const Party& other) {
  const Group wanted = read_group(scene, value);
  const bool is_taken = other.group_reach == GroupReach::both ||
                        (other.group_reach == GroupReach::incoming && is_incoming);
  if (!is_taken) return {};
  if (std::ranges::find(other.groups, wanted) != other.groups.end()) {
    return {other.group_doubt.empty() ? Verdict::yes : Verdict::perhaps, other.group_doubt};
  }
  for (const Group& each : other.groups) {
    if (!has_name(scene, each, value)) continue;
    const std::string doubt = doubt_of_name(scene, each);
    return {doubt.empty() ? Verdict::yes : Verdict::perhaps, doubt};
  }
  // A group of the templates and one that a text names are two; what is given later may be any.
  const auto is_open = [](const Group& each) {
    return !each.unknown.empty() && !each.key.starts_with('=');
  };
  if (is_open(wanted) && !other.groups.empty()) return {Verdict::perhaps, wanted.unknown};
  const auto open = std::ranges::find_if(other.groups, is_open);
  if (open != other.groups.end()) return {Verdict::perhaps, open->unknown};
  return {};
}

Finding about(const Scene& scene, const GroupRule& rule, const Party& other, const Port& port) {
  const std::string& protocol = rule.rule.protocol;
  const bool fits = rule.unknown.empty() || protocol == "-1" || protocol == port.protocol;
  if (!fits) return {};
  if (protocol != "-1") {
    if (protocol != port.protocol) return {};
    if (rule.rule.ports.from > port.number || rule.rule.ports.to < port.number) return {};
  }
  Finding found;
  if (rule.addresses) {
    found = about_addresses(*rule.addresses, other.addresses);
  } else if (rule.group != nullptr) {
    found = about_group(scene, *rule.group, rule.rule.is_incoming, other);
  } else if (rule.prefix_list != nullptr) {
    found = about_prefix_list(scene, *rule.prefix_list, other);
  }
  for (const std::string* unknown : {&rule.unknown, &rule.unknown_name}) {
    if (found.verdict == Verdict::yes && !unknown->empty()) return {Verdict::perhaps, *unknown};
  }
  return found;
}

std::string direction_words(bool is_incoming, const Port& port, const Party& other) {
  return std::string(is_incoming ? " in " : " out ") + words_of(port) +
         (is_incoming ? " from " : " to ") + other.addresses.shown;
}

std::string listed_groups(const std::vector<Group>& groups) {
  std::string words;
  for (const Group& each : groups) words += (words.empty() ? "" : ", ") + each.shown;
  return words;
}

/// Whom a rule is about, in words.
std::string whom(const Scene& scene, const GroupRule& rule) {
  if (rule.addresses) return rule.addresses->shown;
  if (rule.group != nullptr) return "what carries " + read_group(scene, *rule.group).shown;
  return diff::peer_words(rule.rule.peer);
}

Reason step_of(const Scene& scene, const Group& group, const GroupRule& rule, Verdict says) {
  const std::string ports = diff::port_words(rule.rule, {rule.rule.ports});
  return reason_of(RuleKind::security_group, says, *rule.rule.in, rule.rule.at,
                   group.shown + (says == Verdict::yes ? " lets " : " perhaps lets ") +
                       (rule.rule.is_incoming ? "in " : "out ") + ports +
                       (rule.rule.is_incoming ? " from " : " to ") + whom(scene, rule));
}

/// What the rules of a group say by themselves; the other members of a default group are let in.
Answer group_lets(const Scene& scene, const Group& group, bool is_incoming, const Party& other,
                  const Port& port) {
  std::vector<Answer> ways;
  for (const GroupRule& rule : rules_of(scene, group, is_incoming)) {
    const Finding found = about(scene, rule, other, port);
    if (found.verdict == Verdict::no) continue;
    Answer way = open_answer();
    way.require(step_of(scene, group, rule, found.verdict), found.unknown);
    ways.push_back(std::move(way));
  }
  const auto by_itself = [&](const ResourceEntry& entry, std::string words) {
    Answer way = open_answer();
    way.require(
        reason_of(RuleKind::security_group, Verdict::yes, entry, nullptr, std::move(words)));
    ways.push_back(std::move(way));
  };
  const Entries rules_out = is_incoming || group.entry == nullptr
                                ? Entries()
                                : scene.naming(*group.entry, egress_rule, "GroupId");
  if (!rules_out.empty() && lets_everything_out(scene, group)) {
    ways.push_back(default_beside_rule(group, *rules_out.front()));
  } else if (!is_incoming && lets_everything_out(scene, group)) {
    by_itself(group.vpc != nullptr       ? *group.vpc
              : group.cluster != nullptr ? *group.cluster
                                         : *group.entry,
              group.shown + " lets everything out, as no rule of its own says otherwise");
  }
  const ResourceEntry* made_by = group.vpc != nullptr ? group.vpc : group.cluster;
  const bool shares_default =
      made_by != nullptr && std::ranges::find(other.groups, group) != other.groups.end();
  if (is_incoming && shares_default && other.group_reach == GroupReach::both) {
    by_itself(*made_by, group.shown + " lets its members in");
  }
  if (!group.unknown.empty()) {
    Answer way = open_answer();
    way.require({.kind = RuleKind::security_group,
                 .says = Verdict::perhaps,
                 .words = "the rules of " + group.shown + " are not in the templates"},
                "the rules of the security group " + group.unknown);
    ways.push_back(std::move(way));
  }
  return any_of(std::move(ways));
}

}  // namespace

std::string words_of(const Port& port) {
  if (port.number == 0) return "any port";
  return "port " + std::to_string(port.number) +
         (port.protocol == "tcp" ? "" : " (" + port.protocol + ")");
}

Group default_group(const ResourceEntry& vpc) {
  const std::string id(vpc.logical_id);
  return {.key = id + ".DefaultSecurityGroup",
          .vpc = &vpc,
          .shown = "the default security group of " + id};
}

Group read_group(const Scene& scene, const Node& value) {
  const ResourceEntry* entry = scene.named(&value, {});
  if (entry != nullptr && entry->type_name == security_group) {
    return {.key = std::string(entry->logical_id),
            .entry = entry,
            .shown = std::string(entry->logical_id)};
  }
  if (entry != nullptr && entry->type_name == "AWS::EC2::VPC") return default_group(*entry);
  if (entry != nullptr && is_cluster(*entry)) return own_group_of_cluster(*entry);
  const std::string shown = scene.reader().pattern(value, diff::Wildcards::none).shown;
  if (const auto text = scene.reader().text(&value)) {
    return {.key = '=' + *text, .shown = *text, .unknown = *text};
  }
  return {.key = shown, .shown = shown, .unknown = scene.unknown_of(value)};
}

std::optional<std::vector<Addresses>> entries_of_prefix_list(const Scene& scene,
                                                             const Node& value) {
  const ResourceEntry* list = scene.named(&value, "AWS::EC2::PrefixList");
  if (list == nullptr) return std::nullopt;
  std::vector<Addresses> entries;
  for (const ValueAt& each : scene.values(*list, "Entries/*/Cidr")) {
    entries.push_back(read_addresses(scene, *each.node));
  }
  return entries;
}

Answer groups_let(const Scene& scene, const std::vector<Group>& groups, bool is_incoming,
                  const Party& other, const Port& port) {
  std::vector<Answer> ways;
  for (const Group& each : groups) {
    Answer way = group_lets(scene, each, is_incoming, other, port);
    if (!way.reasons.empty()) ways.push_back(std::move(way));
  }
  Answer answer = any_of(std::move(ways));
  if (answer.verdict != Verdict::no || groups.empty()) return answer;
  const ResourceEntry* entry =
      groups.front().entry != nullptr ? groups.front().entry : groups.front().vpc;
  Reason reason{.kind = RuleKind::security_group,
                .words = "no rule of " + listed_groups(groups) + " lets" +
                         direction_words(is_incoming, port, other)};
  if (entry != nullptr) reason.resource = std::string(entry->logical_id);
  answer.require(std::move(reason));
  return answer;
}

void add_networks_named(const Scene& scene, const std::vector<Group>& groups, bool is_incoming,
                        std::vector<meaning::IpNetwork>& networks) {
  for (const Group& group : groups) {
    for (const GroupRule& each : rules_of(scene, group, is_incoming)) {
      if (!each.addresses) continue;
      const Addresses& named = *each.addresses;
      if (named.is_exact) networks.push_back(*named.network);
    }
  }
}

void add_ports_told_apart(const Scene& scene, const std::vector<Group>& groups, bool is_incoming,
                          std::vector<Port>& ports) {
  const auto is_same = [](const Port& each) {
    return [&each](const Port& other) {
      return each.number == other.number && each.protocol == other.protocol;
    };
  };
  for (const Group& group : groups) {
    for (const GroupRule& each : rules_of(scene, group, is_incoming)) {
      const std::string& protocol = each.rule.protocol;
      const bool is_any = protocol == "-1";
      if (!is_any && protocol != "tcp" && protocol != "udp") continue;
      const Port port{.protocol = is_any ? "tcp" : protocol,
                      .number = is_any ? 0 : each.rule.ports.from};
      if (std::ranges::none_of(ports, is_same(port))) ports.push_back(port);
    }
  }
}

}  // namespace omnitrack::graph
