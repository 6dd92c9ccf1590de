#include "import/roles.hpp"

#include <algorithm>

#include "import/construct_props.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Kind;

constexpr std::string_view usual_version = "2012-10-17";

// The one item of a list, or what stands in its place.
const tmpl::Node* sole(const tmpl::Node* value) {
  if (value == nullptr || !value->is(Kind::list)) return value;
  return value->count == 1 ? &value->items()[0] : nullptr;
}

// The services or accounts of a statement by which somebody may assume a role; null where these are
// no texts.
const tmpl::Node* trusted_by(const tmpl::Node& statement) {
  const tmpl::Node* principal = statement.find("Principal");
  if (principal == nullptr || principal->count != 1 || !has_only(*principal, {"Service", "AWS"})) {
    return nullptr;
  }
  const tmpl::Node& who = principal->members()[0].value;
  const auto is_one = [](const tmpl::Node& each) {
    if (each.is(Kind::string)) return each.text() != "*";
    return each.calls(tmpl::Function::sub) || each.calls(tmpl::Function::join) ||
           each.calls(tmpl::Function::find_in_map) || each.calls(tmpl::Function::get_att);
  };
  const bool are_known =
      who.is(Kind::list) ? who.count > 0 && std::ranges::all_of(who.items(), is_one) : is_one(who);
  return are_known ? principal : nullptr;
}

// The first statement of a role's trust, where it says who may assume the role.
const tmpl::Node* trust_statement(const tmpl::Node* document) {
  if (document == nullptr || document->is_call() || !document->is(Kind::map)) return nullptr;
  const tmpl::Node* statements = document->find("Statement");
  if (statements == nullptr) return nullptr;
  const tmpl::Node* first = statements;
  if (statements->is(Kind::list)) {
    if (statements->count == 0) return nullptr;
    first = &statements->items()[0];
  }
  const bool allows = first->is(Kind::map) && !first->is_call() &&
                      is_text(first->find("Effect"), "Allow") && trusted_by(*first) != nullptr;
  return allows ? first : nullptr;
}

// Whether that statement is all, as the construct writes it.
bool is_plain_trust(const tmpl::Node& document) {
  if (!has_only(document, {"Version", "Statement"})) return false;
  const tmpl::Node* statement = sole(document.find("Statement"));
  const tmpl::Node* version = document.find("Version");
  const bool is_plain = (version == nullptr || version->is(Kind::string)) && statement != nullptr &&
                        has_only(*statement, {"Effect", "Principal", "Action", "Condition"}) &&
                        is_text(sole(statement->find("Action")), "sts:AssumeRole");
  if (!is_plain) return false;
  const tmpl::Node* condition = statement->find("Condition");
  return condition == nullptr ||
         (condition->is(Kind::map) && !condition->is_call() && condition->count > 0);
}

bool are_managed_policies(const tmpl::Node* value) {
  if (value == nullptr) return true;
  const auto is_one = [](const tmpl::Node& each) {
    return each.is(Kind::string) || (each.is_call() && !each.calls(tmpl::Function::condition));
  };
  return value->is(Kind::list) && value->count > 0 && std::ranges::all_of(value->items(), is_one);
}

bool are_inline_policies(const tmpl::Node* value) {
  if (value == nullptr) return true;
  if (!value->is(Kind::list) || value->count == 0) return false;
  std::vector<std::string_view> names;
  for (const tmpl::Node& each : value->items()) {
    const tmpl::Node* name = each.find("PolicyName");
    const bool is_plain = has_only(each, {"PolicyName", "PolicyDocument"}) && each.count == 2 &&
                          name != nullptr && name->is(Kind::string) &&
                          std::ranges::find(names, name->text()) == names.end();
    if (!is_plain) return false;
    names.push_back(name->text());
  }
  return true;
}

Code principals(const tmpl::Node& principal, Values& values) {
  const tmpl::Member& who = principal.members()[0];
  const std::string function =
      who.key() == "AWS" ? "PolicyPrincipal::aws" : "PolicyPrincipal::service";
  if (!who.value.is(Kind::list)) return call(function, {values.text(who.value)});
  std::vector<Code> all;
  for (const tmpl::Node& each : who.value.items()) {
    all.push_back(call(function, {values.text(each)}));
  }
  return all.size() == 1 ? std::move(all[0]) : braces({}, std::move(all));
}

Code inline_policies(const tmpl::Node& policies, Values& values, Comments& comments) {
  std::vector<Code> entries;
  for (const tmpl::Node& each : policies.items()) {
    std::vector<std::string> above = comments.take(each.begin);
    entries.push_back(wrapped('{' + quoted(each.find("PolicyName")->text()) + ", ",
                              values.json(*each.find("PolicyDocument")), "}"));
    entries.back().comments = std::move(above);
  }
  return braces({}, std::move(entries));
}

}  // namespace

bool is_role(const tmpl::ResourceEntry& resource, const Element* /*linked*/) {
  if (resource.properties == nullptr) return false;
  const tmpl::Node& properties = *resource.properties;
  return has_only(properties, {"AssumeRolePolicyDocument", "Description", "ManagedPolicyArns",
                               "MaxSessionDuration", "Path", "PermissionsBoundary", "Policies",
                               "RoleName", "Tags"}) &&
         trust_statement(properties.find("AssumeRolePolicyDocument")) != nullptr;
}

Code role_props(const Element& element, Plan& /*plan*/, Values& values, Comments& comments) {
  const tmpl::Node& properties = *element.resource->properties;
  ConstructProps props(element, values, comments);
  const tmpl::Node& document = *properties.find("AssumeRolePolicyDocument");
  const tmpl::Node& trust = *trust_statement(&document);
  const bool is_plain = is_plain_trust(document);
  props.take_comments("AssumeRolePolicyDocument");
  props.add(".assumed_by = ", principals(*trust.find("Principal"), values));
  const tmpl::Node* condition = trust.find("Condition");
  if (is_plain && condition != nullptr) {
    props.add(".assume_conditions = ", braces({}, values.json_entries(*condition)));
  }
  props.value("Description", ".description = ");
  const tmpl::Node* policies = properties.find("Policies");
  if (policies != nullptr && are_inline_policies(policies)) {
    props.take_comments("Policies");
    props.add(".inline_policies = ", inline_policies(*policies, values, comments));
  }
  if (are_managed_policies(properties.find("ManagedPolicyArns"))) {
    props.value("ManagedPolicyArns", ".managed_policies = ");
  }
  props.value("MaxSessionDuration", ".max_session_duration = ");
  props.value("Path", ".path = ");
  props.value("PermissionsBoundary", ".permissions_boundary = ");
  props.value("RoleName", ".role_name = ");
  const tmpl::Node* version = document.find("Version");
  if (!is_plain) return props.take("RoleProps");
  if (version == nullptr) {
    props.add(".trust_version = ", token("{}"));
  } else if (version->text() != usual_version) {
    props.add(".trust_version = ", text_literal(version->text()));
  }
  return props.take("RoleProps");
}

std::vector<std::string_view> late_of_role(const tmpl::Node& properties) {
  std::vector<std::string_view> late;
  if (!is_plain_trust(*properties.find("AssumeRolePolicyDocument"))) {
    late.emplace_back("AssumeRolePolicyDocument");
  }
  if (!are_managed_policies(properties.find("ManagedPolicyArns")))
    late.emplace_back("ManagedPolicyArns");
  if (!are_inline_policies(properties.find("Policies"))) late.emplace_back("Policies");
  late.emplace_back("Tags");
  return late;
}

}  // namespace omnitrack::importing
