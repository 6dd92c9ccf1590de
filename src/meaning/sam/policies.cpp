#include "meaning/sam/policies.hpp"

#include <algorithm>
#include <array>

#include "meaning/permission_facts.hpp"

namespace omnitrack::meaning::sam {

using tmpl::Builder;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

Node map_of(Expander& expander, std::span<const Member> members, std::uint32_t at) {
  return expander.builder().map(members, at, at);
}

Node document_of(Expander& expander, const Node& statements, std::uint32_t at) {
  const Member statement = Builder::member("Statement", at, statements);
  return map_of(expander, {&statement, 1}, at);
}

void add_inline(Expander& expander, const Node& document, std::uint32_t at, RolePolicies& made) {
  const std::array<Member, 2> policy{Builder::member("PolicyName", at, expander.text("Policy", at)),
                                     Builder::member("PolicyDocument", at, document)};
  made.inline_policies.push_back(map_of(expander, policy, at));
}

/// The only member of a policy template; null for anything else.
const Member* template_of(const Node& policy) {
  if (!policy.is(Kind::map) || policy.is_call() || policy.count != 1) return nullptr;
  return permission_fact("sam_policies", "templates")->find(policy.members()[0].key()) == nullptr
             ? nullptr
             : &policy.members()[0];
}

/// The document that a policy stands for; nothing where it is not one that is written out.
std::optional<Node> document_in(Expander& expander, const Node& policy) {
  if (policy.calls(Function::ref)) {
    return policy.argument().text() == "AWS::NoValue" ? std::optional<Node>(policy) : std::nullopt;
  }
  if (policy.find("Statement") != nullptr) return policy;
  if (const Member* used = template_of(policy)) {
    const Node& statements = *permission_fact("sam_policies", "templates")->find(used->key());
    return document_of(expander,
                       filled_policy(expander, statements, &used->value, {}, used->key_begin),
                       used->key_begin);
  }
  if (!policy.calls(Function::if_) || policy.argument().items().size() != 3) return std::nullopt;
  std::vector<Node> parts{policy.argument().items()[0]};
  for (const Node& branch : policy.argument().items().subspan(1)) {
    auto document = document_in(expander, branch);
    if (!document) return std::nullopt;
    parts.push_back(*document);
  }
  const Member member = Builder::member("Fn::If", policy.begin,
                                        expander.builder().list(parts, policy.begin, policy.end));
  return map_of(expander, {&member, 1}, policy.begin);
}

/// A text with `%{…}` in it, which becomes a Sub, or the value itself where that is all of it.
Node filled_names(Expander& expander, std::string_view text, const ConnectorNames& names,
                  std::uint32_t at) {
  std::string filled(text);
  std::vector<Member> variables;
  for (const auto& [name, value] : names) {
    const std::string mark = "%{" + std::string(name) + "}";
    if (text == mark) return value;
    const std::size_t begin = filled.find(mark);
    if (begin == std::string::npos) continue;
    std::string variable(name);
    std::erase(variable, '.');
    filled.replace(begin, mark.size(), "${" + variable + "}");
    variables.push_back(Builder::member(expander.builder().keep(variable), at, value));
  }
  if (filled.find("${") == std::string::npos) return expander.text(text, at);
  const std::array<Node, 2> parts{expander.text(filled, at), map_of(expander, variables, at)};
  const Member sub = Builder::member("Fn::Sub", at, expander.builder().list(parts, at, at));
  return map_of(expander, {&sub, 1}, at);
}

}  // namespace

Node filled_policy(Expander& expander, const Node& pattern, const Node* parameters,
                   const ConnectorNames& names, std::uint32_t at) {
  if (pattern.is(Kind::list)) {
    std::vector<Node> items;
    for (const Node& each : pattern.items()) {
      items.push_back(filled_policy(expander, each, parameters, names, at));
    }
    return expander.builder().list(items, at, at);
  }
  if (pattern.is(Kind::map)) {
    std::vector<Member> members;
    for (const Member& each : pattern.members()) {
      members.push_back(Builder::member(
          each.key(), at, filled_policy(expander, each.value, parameters, names, at)));
    }
    return map_of(expander, members, at);
  }
  const std::string_view text = pattern.text();
  if (text.starts_with('=') && parameters != nullptr) {
    const Node* value = parameters->find(text.substr(1));
    return value == nullptr ? expander.text(text.substr(1), at) : *value;
  }
  if (!names.empty()) return filled_names(expander, text, names, at);
  return expander.text(text, at);
}

void add_policies(Expander& expander, const Node& policies, std::uint32_t at, RolePolicies& made) {
  if (policies.is(Kind::list)) {
    for (const Node& each : policies.items()) add_policies(expander, each, each.begin, made);
  } else if (policies.is(Kind::string) && !policies.text().starts_with("arn:")) {
    add_managed(expander, policies.text(), policies.begin, made);
  } else if (const auto document = document_in(expander, policies)) {
    add_inline(expander, *document, at, made);
  } else {
    made.managed_arns.push_back(policies);
  }
}

void add_managed(Expander& expander, std::string_view name, std::uint32_t at, RolePolicies& made) {
  made.managed_arns.push_back(
      expander.text(std::string("arn:aws:iam::aws:policy/").append(name), at));
}

void add_right(Expander& expander, std::string_view action, const Node& on, std::uint32_t at,
               RolePolicies& made) {
  const std::array<Member, 3> right{Builder::member("Effect", at, expander.text("Allow", at)),
                                    Builder::member("Action", at, expander.text(action, at)),
                                    Builder::member("Resource", at, on)};
  const Node statement = map_of(expander, right, at);
  add_inline(expander, document_of(expander, expander.builder().list({&statement, 1}, at, at), at),
             at, made);
}

std::vector<Member> members_of(Expander& expander, const RolePolicies& made, std::uint32_t at) {
  return {
      Builder::member("Policies", at, expander.builder().list(made.inline_policies, at, at)),
      Builder::member("ManagedPolicyArns", at, expander.builder().list(made.managed_arns, at, at))};
}

Node trust_of(Expander& expander, std::string_view service, std::uint32_t at) {
  const Member principal = Builder::member("Service", at, expander.text(service, at));
  const std::array<Member, 3> trust{
      Builder::member("Effect", at, expander.text("Allow", at)),
      Builder::member("Principal", at, map_of(expander, {&principal, 1}, at)),
      Builder::member("Action", at, expander.text("sts:AssumeRole", at))};
  const Node statement = map_of(expander, trust, at);
  return document_of(expander, expander.builder().list({&statement, 1}, at, at), at);
}

}  // namespace omnitrack::meaning::sam
