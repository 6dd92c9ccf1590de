#include "diff/security/held.hpp"

#include "meaning/canonical.hpp"
#include "meaning/permission_facts.hpp"
#include "meaning/references.hpp"

namespace omnitrack::diff {

using meaning::is_policy_document;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

bool is_identity_type(std::string_view type) {
  return type.starts_with("AWS::IAM::") || type.starts_with("AWS::Serverless::") ||
         type == "AWS::IoT::Policy" || type == "AWS::Organizations::Policy" ||
         type == "AWS::SSO::PermissionSet" || type == "AWS::Transfer::User";
}

bool is_trust_property(std::string_view key) {
  return key == "AssumeRolePolicyDocument" || key == "TrustPolicy";
}

bool is_policy_property(std::string_view key) {
  return key.ends_with("PolicyDocument") || key.ends_with("PolicyText") || key == "KeyPolicy" ||
         key == "ResourcePolicy";
}

/// Whether a text is a policy written as JSON.
bool is_policy_text(const Node& value) {
  const Node& text = value.calls(Function::sub) ? value.argument() : value;
  return text.is(Kind::string) && text.text().find("\"Statement\"") != std::string_view::npos;
}

/// What SAM's policy template of a name allows; null where there is none.
const Node* sam_statements(const Node& policy) {
  if (!policy.is(Kind::map) || policy.is_call() || policy.count != 1) return nullptr;
  const Node* templates = meaning::permission_fact("sam_policies", "templates");
  return templates == nullptr ? nullptr : templates->find(policy.members()[0].key());
}

/// Whether a policy may be at a value or below it, whatever branch is taken.
bool may_hold_policy(const Node& value) {
  return any_below(value, [](const Node& each) {
    return each.find("Statement") != nullptr || is_policy_text(each);
  });
}

}  // namespace

void HolderReader::read(std::string_view key, const ResourceEntry* own, Held& held) const {
  if (own != nullptr && reader_.exists(*own)) read_entry(*own, held);
  for (const ResourceEntry* each : attachments_.of(key)) {
    if (reader_.exists(*each) && is_attached(*each, key)) read_entry(*each, held);
  }
}

bool HolderReader::is_attached(const ResourceEntry& entry, std::string_view key) const {
  bool found = false;
  for (const Node* each : holder_values(entry)) {
    reader_.for_each_item(each, [&](const Node& value) {
      found = found || holder_key(reader_.side(), value) == key;
    });
  }
  return found;
}

void HolderReader::read_entry(const ResourceEntry& entry, Held& held) const {
  if (policies_.read_permission(entry, held.resource) || entry.properties == nullptr) return;
  const PolicyRole role =
      is_identity_type(entry.type_name) ? PolicyRole::identity : PolicyRole::resource;
  read_value(entry, *entry.properties, {}, role, held);
  for (const std::string_view name : {"ManagedPolicyArns", "ManagedPolicies"}) {
    reader_.for_each_item(reader_.find(entry.properties, name),
                          [&](const Node& value) { read_carried(entry, value, held); });
  }
  if (!entry.type_name.starts_with("AWS::Serverless::")) return;
  // Beside policies themselves, SAM takes managed ones there, by name or by ARN.
  reader_.for_each_item(reader_.find(entry.properties, "Policies"), [&](const Node& value) {
    const bool is_map = value.is(Kind::map) && !value.is_call();
    if (const Node* statements = sam_statements(value)) {
      read_template(entry, value, *statements, held);
    } else if (!is_map && !is_policy_text(value)) {
      read_carried(entry, value, held);
    }
  });
}

// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
void HolderReader::read_template(const ResourceEntry& entry, const Node& used,
                                 const Node& statements, Held& held) const {
  Names named;
  for (const Member& each : used.members()[0].value.members()) {
    named.patterns.push_back(reader_.pattern(each.value, Wildcards::none));
  }
  for (const Node& each : statements.items()) {
    policies_.read_statement(entry, each, used, held.identity);
    // Where it is allowed is what the parameters name, in the words of whoever wrote them.
    if (!named.patterns.empty()) held.identity.statements.back().where = named;
  }
}

void HolderReader::read_value(const ResourceEntry& entry, const Node& value, std::string_view key,
                              PolicyRole role, Held& held) const {
  // A condition is asked for only where it matters.
  if (value.is_call() && !is_policy_property(key) && !may_hold_policy(value)) return;
  const Node* settled = reader_.settle(&value);
  if (settled == nullptr) return;
  if (is_policy_document(*settled) || is_policy_text(*settled) ||
      (settled->is_call() && is_policy_property(key))) {
    return policies_.read(entry, *settled, held.of(role));
  }
  for (const Node& each : settled->items()) read_value(entry, each, key, role, held);
  for (const Member& each : settled->members()) {
    read_value(entry, each.value, each.key(),
               is_trust_property(each.key()) ? PolicyRole::trust : role, held);
  }
}

void HolderReader::read_carried(const ResourceEntry& entry, const Node& value, Held& held) const {
  const Node* settled = reader_.settle(&value);
  const auto* policy = reader_.side().index->find_resource(meaning::referred_id(*settled));
  if (policy != nullptr && policy->properties != nullptr) {
    if (reader_.exists(*policy)) {
      read_value(*policy, *policy->properties, {}, PolicyRole::identity, held);
    }
    return;
  }
  Carried carried{.arn = reader_.pattern(*settled, Wildcards::none), .in = &entry, .at = settled};
  if (is_administrator(carried)) {
    Statement all{.in = &entry, .at = settled};
    for (Names* each : {&all.who, &all.what, &all.where}) each->patterns.push_back(everything());
    held.identity.statements.push_back(std::move(all));
  }
  held.carried.push_back(std::move(carried));
}

}  // namespace omnitrack::diff
