#include "import/constructs.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace omnitrack::importing {

namespace {

using tmpl::Kind;

constexpr MadeByConstruct role_construct{"Role", "name()", "arn()"};
constexpr MadeByConstruct profile_construct{"InstanceProfile", "name()", "arn()"};

bool has_only(const tmpl::Node& map, std::initializer_list<std::string_view> keys) {
  return map.is(Kind::map) && std::ranges::all_of(map.members(), [&](const tmpl::Member& each) {
           return std::ranges::find(keys, each.key()) != keys.end();
         });
}

// The one item of a list, or what stands in its place.
const tmpl::Node* sole(const tmpl::Node* value) {
  if (value == nullptr || !value->is(Kind::list)) return value;
  return value->count == 1 ? &value->items()[0] : nullptr;
}

bool is_text(const tmpl::Node* value, std::string_view text) {
  return value != nullptr && value->is(Kind::string) && value->text() == text;
}

// The one statement by which services or accounts may assume a role, as the construct writes it.
const tmpl::Node* trust_statement(const tmpl::Node* document) {
  if (document == nullptr || !has_only(*document, {"Version", "Statement"})) return nullptr;
  const tmpl::Node* statement = sole(document->find("Statement"));
  const bool is_plain = is_text(document->find("Version"), "2012-10-17") && statement != nullptr &&
                        has_only(*statement, {"Effect", "Principal", "Action", "Condition"}) &&
                        is_text(statement->find("Effect"), "Allow") &&
                        is_text(sole(statement->find("Action")), "sts:AssumeRole");
  if (!is_plain) return nullptr;
  const tmpl::Node* principal = statement->find("Principal");
  if (principal == nullptr || principal->count != 1 || !has_only(*principal, {"Service", "AWS"})) {
    return nullptr;
  }
  const tmpl::Node& who = principal->members()[0].value;
  const auto is_one = [](const tmpl::Node& each) {
    return each.is(Kind::string) ? each.text() != "*" : each.calls(tmpl::Function::sub);
  };
  const bool are_known =
      who.is(Kind::list) ? who.count > 0 && std::ranges::all_of(who.items(), is_one) : is_one(who);
  const tmpl::Node* condition = statement->find("Condition");
  const bool is_condition_plain =
      condition == nullptr ||
      (condition->is(Kind::map) && !condition->is_call() && condition->count > 0);
  return are_known && is_condition_plain ? statement : nullptr;
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

bool is_role(const tmpl::Node& properties) {
  return has_only(properties, {"AssumeRolePolicyDocument", "Description", "ManagedPolicyArns",
                               "MaxSessionDuration", "Path", "PermissionsBoundary", "Policies",
                               "RoleName", "Tags"}) &&
         trust_statement(properties.find("AssumeRolePolicyDocument")) != nullptr &&
         are_managed_policies(properties.find("ManagedPolicyArns")) &&
         are_inline_policies(properties.find("Policies"));
}

/// Writes the props of one construct.
class PropsWriter {
 public:
  PropsWriter(const Element& element, Plan& plan, Values& values, Comments& comments)
      : element_(element),
        properties_(*element.resource->properties),
        plan_(plan),
        values_(values),
        comments_(comments) {}

  Code role() {
    const tmpl::Node& trust = *trust_statement(properties_.find("AssumeRolePolicyDocument"));
    take_comments("AssumeRolePolicyDocument");
    add(".assumed_by = ", principals(*trust.find("Principal")));
    if (const tmpl::Node* condition = trust.find("Condition")) {
      add(".assume_conditions = ", braces({}, values_.json_entries(*condition)));
    }
    value("Description", ".description = ");
    if (const tmpl::Node* policies = properties_.find("Policies")) {
      take_comments("Policies");
      add(".inline_policies = ", inline_policies(*policies));
    }
    value("ManagedPolicyArns", ".managed_policies = ");
    value("MaxSessionDuration", ".max_session_duration = ");
    value("Path", ".path = ");
    value("PermissionsBoundary", ".permissions_boundary = ");
    value("RoleName", ".role_name = ");
    return braces("RoleProps", std::move(members_));
  }

  Code instance_profile() {
    value("Path", ".path = ");
    const Element* role = plan_.use(meaning::Name::Of::entry, role_of(*element_.resource));
    take_comments("Roles");
    add(".role = ", token(plan_.name(*role)));
    return braces("InstanceProfileProps", std::move(members_));
  }

 private:
  void take_comments(std::string_view key) {
    const auto given = std::ranges::find(properties_.members(), key, &tmpl::Member::key);
    pending_ = comments_.take(given->key_begin);
  }

  void add(std::string_view member, Code code) {
    members_.push_back(wrapped(member, std::move(code)));
    members_.back().comments = std::move(pending_);
    pending_.clear();
  }

  // As the typed resource has it.
  void value(std::string_view key, std::string_view member) {
    const tmpl::Node* given = properties_.find(key);
    if (given == nullptr) return;
    take_comments(key);
    add(member, values_.forced_property(*given, *element_.type->props.find(key)));
  }

  Code principals(const tmpl::Node& principal) {
    const tmpl::Member& who = principal.members()[0];
    const std::string function =
        who.key() == "AWS" ? "PolicyPrincipal::aws" : "PolicyPrincipal::service";
    if (!who.value.is(Kind::list)) return call(function, {values_.text(who.value)});
    std::vector<Code> all;
    for (const tmpl::Node& each : who.value.items()) {
      all.push_back(call(function, {values_.text(each)}));
    }
    return all.size() == 1 ? std::move(all[0]) : braces({}, std::move(all));
  }

  Code inline_policies(const tmpl::Node& policies) {
    std::vector<Code> entries;
    for (const tmpl::Node& each : policies.items()) {
      std::vector<std::string> comments = comments_.take(each.begin);
      entries.push_back(wrapped('{' + quoted(each.find("PolicyName")->text()) + ", ",
                                values_.json(*each.find("PolicyDocument")), "}"));
      entries.back().comments = std::move(comments);
    }
    return braces({}, std::move(entries));
  }

  const Element& element_;
  const tmpl::Node& properties_;
  Plan& plan_;
  Values& values_;
  Comments& comments_;
  std::vector<Code> members_{wrapped(".id = ", text_literal(element_.id))};
  std::vector<std::string> pending_;
};

}  // namespace

const MadeByConstruct* construct_for(const tmpl::ResourceEntry& resource) {
  const bool fits = resource.type_name == "AWS::IAM::Role" && resource.properties != nullptr &&
                    is_role(*resource.properties);
  return fits ? &role_construct : nullptr;
}

const MadeByConstruct* construct_for(const tmpl::ResourceEntry& resource, const Element* role) {
  const bool fits = resource.type_name == "AWS::IAM::InstanceProfile" && role != nullptr &&
                    role->construct == &role_construct &&
                    has_only(*resource.properties, {"Path", "Roles"});
  return fits ? &profile_construct : nullptr;
}

std::string_view role_of(const tmpl::ResourceEntry& resource) {
  if (resource.properties == nullptr) return {};
  const tmpl::Node* roles = resource.properties->find("Roles");
  const tmpl::Node* one = roles != nullptr && roles->is(Kind::list) ? sole(roles) : nullptr;
  return one != nullptr && one->calls(tmpl::Function::ref) ? one->argument().text()
                                                           : std::string_view{};
}

Code construct_props(const Element& element, Plan& plan, Values& values, Comments& comments) {
  PropsWriter writer(element, plan, values, comments);
  return element.construct == &role_construct ? writer.role() : writer.instance_profile();
}

}  // namespace omnitrack::importing
