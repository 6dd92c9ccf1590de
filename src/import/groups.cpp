#include "import/groups.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>

#include "import/construct_props.hpp"
#include "meaning/canonical.hpp"
#include "meaning/ip_network.hpp"
#include "omnitrack/characters.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Kind;

constexpr std::size_t longest_description = 255;
constexpr std::string_view described_by = " ._-:/()#,@[]+=&;{}!$*";

bool is_description(const tmpl::Node& value) {
  return value.is(Kind::string) && !value.text().empty() &&
         value.text().size() <= longest_description &&
         detail::has_only_letters_digits_and(described_by, value.text());
}

// The traffic of a rule as the construct's `Port`; nothing where that would write it otherwise.
std::optional<Code> port_of(const tmpl::Node& rule) {
  const tmpl::Node* protocol = rule.find("IpProtocol");
  const tmpl::Node* from = rule.find("FromPort");
  const tmpl::Node* to = rule.find("ToPort");
  if (is_text(protocol, "-1")) {
    if (from != nullptr || to != nullptr) return std::nullopt;
    return token("Port::all()");
  }
  if (!(is_text(protocol, "tcp") || is_text(protocol, "udp"))) return std::nullopt;
  return ports_of(protocol->text(), from, to);
}

bool is_rule(const tmpl::Node& rule) {
  if (!has_only(rule, {"CidrIp", "CidrIpv6", "Description", "FromPort", "IpProtocol", "ToPort"})) {
    return false;
  }
  const tmpl::Node* v4 = rule.find("CidrIp");
  const tmpl::Node* v6 = rule.find("CidrIpv6");
  const tmpl::Node* description = rule.find("Description");
  return (v4 == nullptr) != (v6 == nullptr) &&
         (v4 != nullptr ? is_block(v4, false) : is_block(v6, true)) &&
         (description == nullptr || is_description(*description)) && port_of(rule).has_value();
}

// What traffic of what peer a rule lets pass, alike where that is the same.
std::string traffic_of(const tmpl::Node& rule) {
  std::string traffic;
  for (const std::string_view key : {"CidrIp", "CidrIpv6", "FromPort", "IpProtocol", "ToPort"}) {
    if (const tmpl::Node* value = rule.find(key)) traffic += meaning::canonical_text(*value, {});
    traffic += '\n';
  }
  return traffic;
}

// Whether calls make all rules of a list, in its order: a group takes the same traffic of the same
// peer once.
bool are_rules(const tmpl::Node* value) {
  if (value == nullptr) return true;
  const auto rules = value->items();
  if (rules.empty() || !std::ranges::all_of(rules, is_rule)) return false;
  std::unordered_set<std::string> seen;
  return std::ranges::all_of(
      rules, [&seen](const tmpl::Node& each) { return seen.insert(traffic_of(each)).second; });
}

void add_calls(std::vector<Code>& calls, std::string_view function, const tmpl::Node* rules,
               Values& values) {
  if (rules == nullptr || !are_rules(rules)) return;
  for (const tmpl::Node& each : rules->items()) {
    std::vector<Code> arguments{peer_of(each.find("CidrIp"), each.find("CidrIpv6"), values),
                                *port_of(each)};
    if (const tmpl::Node* description = each.find("Description")) {
      arguments.push_back(text_literal(description->text()));
    }
    calls.push_back(call(std::string(function), std::move(arguments)));
  }
}

}  // namespace

// Nothing stands behind its prefix.
bool is_block(const tmpl::Node* value, bool is_v6) {
  if (value == nullptr) return false;
  if (is_later(*value)) return true;
  if (!value->is(Kind::string)) return false;
  const auto network = meaning::IpNetwork::parse(value->text());
  return network && network->is_v6() == is_v6 && (is_v6 || network->text() == value->text());
}

Code peer_of(const tmpl::Node* v4, const tmpl::Node* v6, Values& values) {
  if (v4 == nullptr) {
    if (is_text(v6, "::/0")) return token("Peer::any_ipv6()");
    return call("Peer::ipv6", {values.text(*v6)});
  }
  if (is_text(v4, "0.0.0.0/0")) return token("Peer::any_ipv4()");
  if (v4->is(Kind::string)) return text_literal(v4->text());
  return call("Peer::ipv4", {values.text(*v4)});
}

std::optional<Code> ports_of(std::string_view protocol, const tmpl::Node* from,
                             const tmpl::Node* to) {
  if (from == nullptr || to == nullptr) return std::nullopt;
  const std::optional<std::int64_t> first = whole_number(*from);
  const std::optional<std::int64_t> last = whole_number(*to);
  const bool are_ports = first && last && *first >= 0 && *first <= *last && *last <= last_port;
  if (!are_ports) return std::nullopt;
  const std::string name(protocol);
  if (*first == 0 && *last == last_port) return token("Port::all_" + name + "()");
  if (*first == *last) return call("Port::" + name, {token(std::to_string(*first))});
  return call("Port::" + name + "_range",
              {token(std::to_string(*first)), token(std::to_string(*last))});
}

bool is_group(const tmpl::ResourceEntry& resource, const Element* /*linked*/) {
  const tmpl::Node* properties = resource.properties;
  if (properties == nullptr ||
      !has_only(*properties, {"GroupDescription", "GroupName", "SecurityGroupEgress",
                              "SecurityGroupIngress", "Tags", "VpcId"})) {
    return false;
  }
  const tmpl::Node* vpc_id = properties->find("VpcId");
  const tmpl::Node* description = properties->find("GroupDescription");
  const tmpl::Node* name = properties->find("GroupName");
  const auto is_text_of_group = [](const tmpl::Node& value) {
    return is_later(value) || (is_description(value) && !value.text().starts_with("sg-"));
  };
  return vpc_id != nullptr && is_id_or_later(*vpc_id, "vpc-") && description != nullptr &&
         is_text_of_group(*description) && (name == nullptr || is_text_of_group(*name));
}

Code group_props(const Element& element, Plan& plan, Values& values, Comments& comments) {
  const tmpl::Node& properties = *element.resource->properties;
  ConstructProps props(element, values, comments);
  props.take_comments("VpcId");
  props.add(".vpc = ", vpc_with_id(element, *properties.find("VpcId"), plan, values));
  const bool has_egress = properties.find("SecurityGroupEgress") != nullptr;
  if (has_egress) props.add(".allow_all_outbound = ", token("false"));
  const tmpl::Node* ingress = properties.find("SecurityGroupIngress");
  if (has_egress || (ingress != nullptr && are_rules(ingress))) {
    props.add(".describe_rules = ", token("false"));
  }
  props.value("GroupDescription", ".description = ");
  props.value("GroupName", ".group_name = ");
  if (!has_egress) props.add(".write_all_outbound = ", token("false"));
  return props.take("SecurityGroupProps");
}

std::vector<Code> group_calls(const Element& element, Values& values) {
  const tmpl::Node& properties = *element.resource->properties;
  std::vector<Code> calls;
  add_calls(calls, "allow_from", properties.find("SecurityGroupIngress"), values);
  add_calls(calls, "allow_to", properties.find("SecurityGroupEgress"), values);
  return calls;
}

std::vector<std::string_view> late_of_group(const tmpl::Node& properties) {
  std::vector<std::string_view> late{"Tags"};
  for (const std::string_view key : {"SecurityGroupEgress", "SecurityGroupIngress"}) {
    if (!are_rules(properties.find(key))) late.emplace_back(key);
  }
  return late;
}

}  // namespace omnitrack::importing
