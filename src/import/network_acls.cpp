#include "import/network_acls.hpp"

#include <array>
#include <optional>

#include "import/construct_props.hpp"
#include "import/groups.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Kind;

constexpr std::int64_t most_rules = 32766;
// https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml
constexpr std::array<Words, 2> protocols_with_ports{Words{"6", "tcp"}, Words{"17", "udp"}};

bool is_switch(const tmpl::Node* value) {
  return value != nullptr && (value->is(Kind::boolean) || value->is(Kind::string)) &&
         (value->text() == "true" || value->text() == "false");
}

// The traffic of a rule as the library's `Port`; nothing where that would write it otherwise.
std::optional<Code> acl_port(const tmpl::Node& rule) {
  const tmpl::Node* protocol = rule.find("Protocol");
  const tmpl::Node* range = rule.find("PortRange");
  if (protocol == nullptr || !whole_number(*protocol)) return std::nullopt;
  if (protocol->text() == "-1") {
    return range == nullptr ? std::optional(token("Port::all()")) : std::nullopt;
  }
  for (const auto& [number, name] : protocols_with_ports) {
    if (protocol->text() != number || range == nullptr || !has_only(*range, {"From", "To"}))
      continue;
    return ports_of(name, range->find("From"), range->find("To"));
  }
  return std::nullopt;
}

bool is_outbound(const tmpl::Node& rule) { return rule.find("Egress")->text() == "true"; }

}  // namespace

std::string_view owner_of_acl_rule(const tmpl::Node& properties) {
  const tmpl::Node* acl = properties.find("NetworkAclId");
  const tmpl::Node* number = properties.find("RuleNumber");
  const tmpl::Node* action = properties.find("RuleAction");
  const tmpl::Node* v4 = properties.find("CidrBlock");
  const tmpl::Node* v6 = properties.find("Ipv6CidrBlock");
  const bool is_plain =
      has_only(properties, {"CidrBlock", "Egress", "Ipv6CidrBlock", "NetworkAclId", "PortRange",
                            "Protocol", "RuleAction", "RuleNumber"}) &&
      number != nullptr && is_number(*number, 1, most_rules) &&
      (is_text(action, "allow") || is_text(action, "deny")) &&
      is_switch(properties.find("Egress")) && (v4 == nullptr) != (v6 == nullptr) &&
      (v4 != nullptr ? is_block(v4, false) : is_block(v6, true)) &&
      acl_port(properties).has_value();
  const bool is_referred = acl != nullptr && acl->calls(tmpl::Function::ref);
  return is_plain && is_referred ? acl->argument().text() : std::string_view();
}

std::string place_of_acl_rule(const tmpl::Node& properties) {
  return (is_outbound(properties) ? "Outbound" : "Inbound") +
         std::to_string(*whole_number(*properties.find("RuleNumber")));
}

std::vector<Code> acl_rule_calls(const Element& element, Values& values, Comments& /*comments*/) {
  const tmpl::Node& rule = *element.resource->properties;
  std::vector<Code> members{token(".number = " + std::string(rule.find("RuleNumber")->text()))};
  if (is_text(rule.find("RuleAction"), "deny")) members.push_back(token(".allow = false"));
  if (is_outbound(rule)) members.push_back(token(".direction = AclDirection::outbound"));
  Code peer = peer_of(rule.find("CidrBlock"), rule.find("Ipv6CidrBlock"), values);
  if (peer.head != "Peer::any_ipv4()") members.push_back(wrapped(".peer = ", std::move(peer)));
  Code port = *acl_port(rule);
  if (port.head != "Port::all()") members.push_back(wrapped(".port = ", std::move(port)));
  return {call("add_rule", {braces({}, std::move(members))})};
}

}  // namespace omnitrack::importing
