#include "graph/network/services.hpp"

#include <algorithm>

#include "diff/security/statements.hpp"
#include "graph/network/acls.hpp"
#include "graph/network/path_steps.hpp"
#include "graph/stacks/function_names.hpp"
#include "meaning/permission_facts.hpp"

namespace omnitrack::graph {

using tmpl::ResourceEntry;

namespace {

constexpr int https = 443;

/// Whether an endpoint is one for a service, by the end of its name.
bool is_for(const Scene& scene, const ResourceEntry& endpoint, std::string_view service) {
  const tmpl::Node* value = scene.find(endpoint, "ServiceName");
  if (value == nullptr) return false;
  // The region in the middle of the name may be known at deployment only.
  const std::string shown = scene.reader().pattern(*value, diff::Wildcards::none).shown;
  return shown.ends_with("." + std::string(service));
}

bool is_interface(const Scene& scene, const ResourceEntry& endpoint) {
  return scene.text(endpoint, "VpcEndpointType").value_or("Gateway") == "Interface";
}

Addresses public_addresses_of(std::string_view service) {
  Addresses all = whole_internet(false);
  all.is_exact = false;
  all.service = service;
  all.shown = "the public endpoint of " + std::string(service);
  return all;
}

/// The prefix of the actions of a service, e.g. of `ecr.api` or `kinesis-streams`.
std::string prefix_of_actions(std::string_view service) {
  if (service == "execute-api") return std::string(service);
  if (service == "monitoring") return "cloudwatch";
  return std::string(service.substr(0, service.find_first_of(".-")));
}

bool is_all_of_service(const diff::Names& actions, const std::string& prefix) {
  meaning::Symbols all = diff::symbols_of(prefix + ':');
  all += meaning::any_text;
  return !actions.is_negated &&
         std::ranges::any_of(actions.patterns, [&all](const diff::Pattern& each) {
           return meaning::covers(each.symbols, all);
         });
}

bool may_be_of_service(const diff::Names& actions, const std::string& prefix) {
  meaning::Symbols all = diff::symbols_of(prefix + ':');
  all += meaning::any_text;
  return actions.is_negated ||
         std::ranges::any_of(actions.patterns, [&all](const diff::Pattern& each) {
           return meaning::may_overlap(
               all, each.symbols, [](char32_t symbol) { return symbol >= meaning::first_atom; });
         });
}

/// The policy of an endpoint, which lets everything through unless there is another one.
/// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
void require_policy(const Scene& scene, const ResourceEntry& endpoint, std::string_view service,
                    Answer& answer) {
  const tmpl::Node* document = scene.find(endpoint, "PolicyDocument");
  if (document == nullptr) return;
  const std::string prefix = prefix_of_actions(service);
  diff::ReadTexts texts;
  diff::Grants grants;
  diff::PolicyReader(scene.reader(), texts).read(endpoint, *document, grants);
  const auto is_everything = [](const diff::Names& names) {
    return !names.is_negated && std::ranges::any_of(names.patterns, &diff::Pattern::is_everything);
  };
  const bool is_full = grants.unread_parts.empty() &&
                       std::ranges::all_of(grants.statements, &diff::Statement::allows) &&
                       std::ranges::any_of(grants.statements, [&](const diff::Statement& each) {
                         return is_everything(each.who) && is_all_of_service(each.what, prefix) &&
                                is_everything(each.where) && each.tests.empty();
                       });
  if (is_full) return;
  const std::string id(endpoint.logical_id);
  const bool is_closed = grants.unread_parts.empty() &&
                         std::ranges::none_of(grants.statements, [&](const diff::Statement& each) {
                           return each.allows && may_be_of_service(each.what, prefix);
                         });
  answer.require(
      reason_of(RuleKind::endpoint, is_closed ? Verdict::no : Verdict::perhaps, endpoint, document,
                id + (is_closed ? " has a policy that allows nothing of " + std::string(service)
                                : std::string(" has a policy of its own"))),
      "what the policy of " + id + " lets through");
}

// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
Answer by_gateway(const Scene& scene, const Spot& from, const ResourceEntry& endpoint,
                  const ResourceEntry& table, std::string_view service) {
  const std::string id(endpoint.logical_id);
  Answer answer = open_answer();
  const std::vector<ValueAt> tables = scene.values(endpoint, "RouteTableIds");
  const bool is_routed = std::ranges::any_of(
      tables, [&](const ValueAt& each) { return scene.named(each.node, {}) == &table; });
  if (!is_routed) {
    answer.require(reason_of(RuleKind::endpoint, Verdict::no, endpoint, nullptr,
                             id + " is not in " + std::string(table.logical_id) +
                                 ", the route table of " +
                                 std::string(from.subnet.entry->logical_id)));
    return answer;
  }
  answer.require(reason_of(RuleKind::endpoint, Verdict::yes, endpoint, nullptr,
                           std::string(table.logical_id) + " sends what goes to " +
                               std::string(service) + " to the gateway endpoint " + id));
  require_policy(scene, endpoint, service, answer);
  const Addresses there = public_addresses_of(service);
  const Port port{.number = https};
  const ResourceEntry& subnet = *from.subnet.entry;
  answer.require(acl_lets(scene, subnet, false, there, range_of(port)));
  answer.require(acl_lets_back(scene, subnet, true, there, port.protocol, opener_of(from)));
  if (!from.groups.empty()) {
    answer.require(groups_let(scene, from.groups, false, {.addresses = there}, port));
  }
  return answer;
}

/// Private names lead to an endpoint only where its VPC resolves names and gives them.
/// https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html
void require_dns(const Scene& scene, const ResourceEntry& endpoint, Answer& answer) {
  const ResourceEntry* vpc = scene.named(endpoint, "VpcId", "AWS::EC2::VPC");
  if (vpc == nullptr) return;
  const Setting support = scene.setting(*vpc, "EnableDnsSupport", true);
  if (support.value.value_or(false)) return;
  answer.require(
      reason_of(RuleKind::endpoint, support.value ? Verdict::no : Verdict::perhaps, *vpc,
                support.at,
                std::string(vpc->logical_id) +
                    (support.value ? " resolves no names" : " may resolve no names") +
                    ", so that those of " + std::string(endpoint.logical_id) +
                    (support.value ? " lead" : " may lead") + " nowhere: EnableDnsSupport"),
      support.unknown);
}

// https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
Answer by_interface(const Scene& scene, const Paths& paths, const Spot& from,
                    const ResourceEntry& endpoint, std::string_view service, bool is_of_own_vpc) {
  const std::string id(endpoint.logical_id);
  Answer answer = open_answer();
  const Setting dns =
      is_of_own_vpc ? scene.setting(endpoint, "PrivateDnsEnabled", true) : Setting{.value = false};
  const bool is_by_all_names = dns.value.value_or(false);
  answer.require(reason_of(RuleKind::endpoint, is_by_all_names ? Verdict::yes : Verdict::perhaps,
                           endpoint, dns.at,
                           "the interface endpoint " + id + " leads to " + std::string(service) +
                               (is_by_all_names ? ""
                                : is_of_own_vpc ? " by names of its own, as private DNS is not on"
                                                : " by names of its own, as it is in another VPC")),
                 dns.value ? "whether " + from.shown + " calls " + std::string(service) +
                                 " by the names of " + id
                           : dns.unknown);
  if (is_by_all_names) require_dns(scene, endpoint, answer);
  require_policy(scene, endpoint, service, answer);
  std::vector<Answer> ways;
  for (const Interface& one : interfaces_of(scene, endpoint)) {
    for (const SubnetOf& each : one.subnets) {
      const Spot spot{.interface = &one, .subnet = each, .groups = one.groups, .shown = id};
      ways.push_back(paths.within(from, spot, {.number = https}));
    }
  }
  answer.require(any_of(std::move(ways)));
  return answer;
}

}  // namespace

std::string_view endpoint_service(std::string_view type) {
  return meaning::fact_text(meaning::permission_fact("endpoints", type), "service");
}

const ResourceEntry* endpoint_of(const Scene& scene, const ResourceEntry& subnet,
                                 std::string_view service) {
  const ResourceEntry* vpc = scene.named(subnet, "VpcId", "AWS::EC2::VPC");
  if (vpc == nullptr) return nullptr;
  const ResourceEntry* table = table_of(scene, subnet).entry;
  for (const ResourceEntry* each : scene.naming(*vpc, "AWS::EC2::VPCEndpoint", "VpcId")) {
    if (!is_for(scene, *each, service)) continue;
    if (is_interface(scene, *each)) {
      if (scene.setting(*each, "PrivateDnsEnabled", true).value.value_or(false)) return each;
      continue;
    }
    const std::vector<ValueAt> tables = scene.values(*each, "RouteTableIds");
    const bool is_routed = table != nullptr && std::ranges::any_of(tables, [&](const ValueAt& at) {
                             return scene.named(at.node, {}) == table;
                           });
    if (is_routed) return each;
  }
  return nullptr;
}

std::optional<Reason> why_private(const Scene& scene, const ResourceEntry& entry) {
  for (const ValueAt& each : scene.values(entry, "EndpointConfiguration/Types|Visibility")) {
    if (scene.reader().text(each.node).value_or("") != "PRIVATE") continue;
    return reason_of(
        RuleKind::endpoint, Verdict::no, entry, each.node,
        std::string(entry.logical_id) + " is a private API, which only a VPC endpoint leads to");
  }
  return std::nullopt;
}

Answer to_service(const Scene& scene, const Paths& paths, const Spot& from, const ResourceEntry& to,
                  std::string_view service) {
  std::vector<Answer> ways;
  const ResourceEntry* subnet = from.subnet.entry;
  const ResourceEntry* vpc =
      subnet == nullptr ? nullptr : scene.named(*subnet, "VpcId", "AWS::EC2::VPC");
  if (vpc != nullptr) {
    const TableOfSubnet table = table_of(scene, *subnet);
    for (const ResourceEntry* each : scene.naming(*vpc, "AWS::EC2::VPCEndpoint", "VpcId")) {
      if (!is_for(scene, *each, service)) continue;
      if (is_interface(scene, *each)) {
        ways.push_back(by_interface(scene, paths, from, *each, service, true));
      } else if (table.entry != nullptr) {
        ways.push_back(by_gateway(scene, from, *each, *table.entry, service));
      }
    }
  }
  const auto best = std::ranges::max_element(ways, {}, &Answer::verdict);
  if (best != ways.end() && best->verdict == Verdict::yes) return *best;
  // Its own names lead to an endpoint of another VPC, too, where there is a way to that.
  for (const ResourceEntry* each : scene.model().of_type("AWS::EC2::VPCEndpoint")) {
    const bool may_be = vpc != nullptr && scene.reader().exists(*each) &&
                        is_for(scene, *each, service) && is_interface(scene, *each) &&
                        scene.named(*each, "VpcId", "AWS::EC2::VPC") != vpc;
    if (!may_be) continue;
    Answer way = by_interface(scene, paths, from, *each, service, false);
    if (way.verdict != Verdict::no) ways.push_back(std::move(way));
  }
  if (auto refusal = why_private(scene, to)) {
    ways.emplace_back(open_answer()).require(std::move(*refusal));
  } else {
    ways.push_back(paths.out(from, public_addresses_of(service), {.number = https}));
  }
  return any_of(std::move(ways));
}

Answer from_internet_to_service(const Scene& scene, const ResourceEntry& entry,
                                std::string_view service) {
  const std::string id(entry.logical_id);
  Answer answer = open_answer();
  if (service == "lambda") {
    const std::vector<FunctionUrl> urls = FunctionNames(scene, entry).urls();
    if (!urls.empty()) {
      const ResourceEntry& url = *urls.front().entry;
      answer.require(
          reason_of(RuleKind::endpoint, Verdict::yes, url, nullptr,
                    "the function URL " + std::string(url.logical_id) + " is on the internet"));
      return answer;
    }
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html
    answer.require(reason_of(RuleKind::service, Verdict::no, entry, nullptr,
                             "nobody connects to a function: it is invoked by permission"));
    return answer;
  }
  if (auto refusal = why_private(scene, entry)) {
    answer.require(std::move(*refusal));
    return answer;
  }
  answer.require(reason_of(RuleKind::endpoint, Verdict::yes, entry, nullptr,
                           id + " is used through the public endpoint of " + std::string(service) +
                               ", so that permissions alone decide"));
  return answer;
}

}  // namespace omnitrack::graph
