#include "graph/network/acls.hpp"

#include <algorithm>

#include "diff/security/traffic.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"

namespace omnitrack::graph {

using diff::Ports;
using diff::TrafficRule;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

/// An entry, in the order in which the ACL asks it.
struct AclEntry {
  std::int64_t number = 0;
  bool allows = false;
  TrafficRule rule;
  const ResourceEntry* in = nullptr;
  std::string unknown = {};  ///< what its number, its action or its ports depend on
};

/// The ACL of a subnet, or that it is the default one of its VPC.
struct Acl {
  const ResourceEntry* entry = nullptr;  ///< null for a default one
  const ResourceEntry* vpc = nullptr;
  std::string unknown = {};  ///< why its entries are not known

  [[nodiscard]] std::string shown() const {
    if (entry != nullptr) return "the network ACL " + std::string(entry->logical_id);
    return "the default network ACL of " + std::string(vpc->logical_id);
  }
};

Acl acl_of(const Scene& scene, const ResourceEntry& subnet) {
  Acl acl;
  const Entries associations =
      scene.naming(subnet, "AWS::EC2::SubnetNetworkAclAssociation", "SubnetId");
  acl.vpc = scene.named(subnet, "VpcId", "AWS::EC2::VPC");
  if (associations.empty()) {
    if (acl.vpc == nullptr) acl.unknown = "the network ACL of " + std::string(subnet.logical_id);
    return acl;
  }
  acl.entry = scene.named(*associations.front(), "NetworkAclId", "AWS::EC2::NetworkAcl");
  if (acl.entry == nullptr) {
    const Node* value = scene.find(*associations.front(), "NetworkAclId");
    acl.unknown = value == nullptr ? "a network ACL" : scene.unknown_of(*value);
  }
  return acl;
}

std::string unknown_in(const Scene& scene, const ResourceEntry& entry) {
  for (const std::string_view way :
       {"RuleNumber", "RuleAction", "Egress", "Protocol", "PortRange/From", "PortRange/To"}) {
    for (const ValueAt& each : scene.values(entry, way)) {
      if (!scene.reader().text(each.node)) return scene.unknown_of(*each.node);
    }
  }
  return {};
}

std::vector<AclEntry> entries_of(const Scene& scene, const Acl& acl, bool is_incoming) {
  std::vector<AclEntry> entries;
  const ResourceEntry& named = acl.entry == nullptr ? *acl.vpc : *acl.entry;
  for (const ResourceEntry* each :
       scene.naming(named, "AWS::EC2::NetworkAclEntry", "NetworkAclId")) {
    AclEntry read{.rule = diff::read_acl_entry(scene.reader(), *each), .in = each};
    read.unknown = unknown_in(scene, *each);
    if (read.rule.is_incoming != is_incoming) continue;
    read.number = meaning::known_integer(scene.find(*each, "RuleNumber")).value_or(0);
    read.allows = scene.text(*each, "RuleAction").value_or("allow") == "allow";
    entries.push_back(std::move(read));
  }
  std::ranges::stable_sort(entries, {}, &AclEntry::number);
  return entries;
}

// The ports that openers take for themselves.
// https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html
constexpr int first_port = 1024;
constexpr int last_port = 65535;
constexpr int first_of_linux = 32768;
constexpr int last_of_linux = 61000;
constexpr int first_of_windows = 49152;

/// The entries that every default ACL has, after those of lower numbers.
/// https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html
constexpr std::int64_t default_number = 100;

Addresses addresses_of(const Scene& scene, const AclEntry& entry) {
  const Node* block = scene.find(*entry.in, "CidrBlock");
  if (block == nullptr) block = scene.find(*entry.in, "Ipv6CidrBlock");
  return block == nullptr ? Addresses() : read_addresses(scene, *block);
}

/// What is left of ranges, and what was taken away from them.
struct Cut {
  std::vector<Ports> taken;
  std::vector<Ports> left;
};

Cut cut(const std::vector<Ports>& ranges, const Ports& by) {
  Cut result;
  for (const Ports& each : ranges) {
    const Ports common{std::max(each.from, by.from), std::min(each.to, by.to)};
    if (common.from > common.to) {
      result.left.push_back(each);
      continue;
    }
    result.taken.push_back(common);
    if (each.from < common.from) result.left.push_back({each.from, common.from - 1});
    if (common.to < each.to) result.left.push_back({common.to + 1, each.to});
  }
  return result;
}

/// Goes through the entries of an ACL with the ports that are not yet decided.
class AclCheck {
 public:
  AclCheck(const Scene& scene, const Acl& acl, bool is_incoming, const Addresses& others,
           const PortRange& ports)
      : scene_(scene),
        acl_(acl),
        is_incoming_(is_incoming),
        others_(others),
        ports_(ports),
        open_{{ports.from, ports.to}} {}

  Answer run() {
    bool is_default_due = acl_.entry == nullptr;
    for (const AclEntry& each : entries_of(scene_, acl_, is_incoming_)) {
      if (is_default_due && each.number >= default_number) {
        is_default_due = false;
        take_default();
      }
      take(each);
    }
    if (is_default_due) take_default();
    if (!open_.empty()) tell_denied(nullptr);
    return conclude();
  }

 private:
  void take(const AclEntry& each) {
    const std::string& protocol = each.rule.protocol;
    if (protocol != "-1" && protocol != ports_.protocol) return;
    const Addresses about = addresses_of(scene_, each);
    const Verdict fit = takes_in(about, others_);
    if (fit == Verdict::no) return;
    Cut found = cut(open_, protocol == "-1" ? Ports{} : each.rule.ports);
    if (found.taken.empty()) return;
    if (fit == Verdict::perhaps || !each.unknown.empty()) {
      // What comes after it may decide as well.
      const std::string unknown =
          each.unknown.empty() ? what_decides(about, others_) : each.unknown;
      add(Verdict::perhaps, each, unknown);
      may_allow_ = may_allow_ || each.allows || !each.unknown.empty();
      may_deny_ = may_deny_ || !each.allows || !each.unknown.empty();
      return;
    }
    open_ = std::move(found.left);
    (each.allows ? has_allowed_ : has_denied_) = true;
    if (each.allows) {
      add(Verdict::yes, each, {});
    } else {
      tell_denied(&each);
    }
  }

  void take_default() {
    if (!open_.empty()) has_allowed_ = true;
    open_.clear();
  }

  void add(Verdict says, const AclEntry& each, const std::string& unknown) {
    Reason reason = reason_of(
        RuleKind::network_acl, says, *each.in, each.in->properties,
        acl_.shown() + (says == Verdict::yes ? " lets " : " perhaps lets ") + range_words());
    if (says == Verdict::yes) {
      allowed_.push_back(std::move(reason));
    } else {
      doubts_.emplace_back(std::move(reason), unknown);
    }
  }

  void tell_denied(const AclEntry* by) {
    has_denied_ = true;
    std::string words = by == nullptr ? "no entry of " + acl_.shown() + " lets " + range_words()
                                      : "entry " + std::to_string(by->number) + " of " +
                                            acl_.shown() + " denies " + range_words();
    Reason reason{.kind = RuleKind::network_acl, .words = std::move(words)};
    if (by != nullptr) {
      reason =
          reason_of(RuleKind::network_acl, Verdict::no, *by->in, by->in->properties, reason.words);
    } else if (acl_.entry != nullptr) {
      reason.resource = std::string(acl_.entry->logical_id);
    }
    denied_.push_back(std::move(reason));
  }

  [[nodiscard]] std::string range_words() const {
    const std::string ports = ports_.from == ports_.to ? words_of_port()
                                                       : "ports " + std::to_string(ports_.from) +
                                                             " to " + std::to_string(ports_.to);
    return ports + (is_incoming_ ? " in from " : " out to ") + others_.shown;
  }

  [[nodiscard]] std::string words_of_port() const {
    return ports_.from == 0 ? "any port" : "port " + std::to_string(ports_.from);
  }

  Answer conclude() {
    Answer answer = open_answer();
    if (has_allowed_ && !has_denied_ && !may_deny_) {
      for (Reason& each : allowed_) answer.require(std::move(each));
      return answer;
    }
    if (has_denied_ && !has_allowed_ && !may_allow_) {
      for (Reason& each : denied_) answer.require(std::move(each));
      return answer;
    }
    for (auto& [reason, unknown] : doubts_) answer.require(std::move(reason), unknown);
    if (has_denied_ && has_allowed_) {
      // Some of the ports pass: it is the opener's system that chooses one.
      for (Reason& each : denied_) {
        each.says = Verdict::perhaps;
        answer.require(std::move(each), "the port that the opener takes for itself");
      }
    }
    return answer;
  }

  const Scene& scene_;
  const Acl& acl_;
  bool is_incoming_;
  const Addresses& others_;
  const PortRange& ports_;
  std::vector<Ports> open_;
  bool has_allowed_ = false;
  bool has_denied_ = false;
  bool may_allow_ = false;
  bool may_deny_ = false;
  std::vector<Reason> allowed_;
  std::vector<Reason> denied_;
  std::vector<std::pair<Reason, std::string>> doubts_;
};

}  // namespace

PortRange range_of(const Port& port) {
  return {.protocol = port.protocol, .from = port.number, .to = port.number};
}

Answer acl_lets(const Scene& scene, const ResourceEntry& subnet, bool is_incoming,
                const Addresses& others, const PortRange& ports) {
  const Acl acl = acl_of(scene, subnet);
  if (acl.unknown.empty()) return AclCheck(scene, acl, is_incoming, others, ports).run();
  Answer answer = open_answer();
  answer.require({.kind = RuleKind::network_acl,
                  .says = Verdict::perhaps,
                  .resource = std::string(subnet.logical_id),
                  .words = "the network ACL of " + std::string(subnet.logical_id) +
                           " is not in the templates"},
                 acl.unknown);
  return answer;
}

Answer acl_lets_back(const Scene& scene, const ResourceEntry& subnet, bool is_incoming,
                     const Addresses& others, const std::string& protocol, Opener opener) {
  const auto lets = [&](int from, int to) {
    return acl_lets(scene, subnet, is_incoming, others,
                    {.protocol = protocol, .from = from, .to = to});
  };
  Answer any = lets(first_port, last_port);
  if (any.verdict == Verdict::yes || opener == Opener::service) return any;
  if (opener == Opener::somebody) {
    for (const auto& [from, to] :
         {std::pair(first_of_linux, last_of_linux), std::pair(first_of_windows, last_port)}) {
      Answer one = lets(from, to);
      if (one.verdict == Verdict::yes) return one;
    }
    return any;
  }
  Answer both = lets(first_of_linux, last_port);
  return both.verdict == Verdict::yes ? both : any;
}

void add_ports_told_apart(const Scene& scene, const ResourceEntry& subnet,
                          std::vector<Port>& ports) {
  const Acl acl = acl_of(scene, subnet);
  if (!acl.unknown.empty()) return;
  for (const bool is_incoming : {true, false}) {
    for (const AclEntry& each : entries_of(scene, acl, is_incoming)) {
      const std::string& protocol = each.rule.protocol;
      if (protocol != "tcp" && protocol != "udp") continue;
      ports.push_back({.protocol = protocol, .number = each.rule.ports.from});
      if (each.rule.ports.to < Ports{}.to) {
        ports.push_back({.protocol = protocol, .number = each.rule.ports.to + 1});
      }
    }
  }
}

}  // namespace omnitrack::graph
