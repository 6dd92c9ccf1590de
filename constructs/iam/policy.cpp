#include "omnitrack/iam/policy.hpp"

#include <algorithm>

#include "same_value.hpp"

namespace omnitrack {

namespace {

constexpr std::string_view action_key = "Action";

const Field* find_action(const Node& statement) {
  const Field* end = statement.fields + statement.size;
  const Field* found =
      std::find_if(statement.fields, end, [](const Field& f) { return f.key == action_key; });
  return found == end ? nullptr : found;
}

bool is_literal_list(const Node& node) {
  return node.kind == NodeKind::list || node.kind == NodeKind::string;
}

// Whether two statements can be one: all but the actions is equal, and these can be joined.
bool mergeable(const Node& a, const Node& b) {
  if (a.kind != NodeKind::object || a.size != b.size) return false;
  const Field* action = find_action(a);
  if (action == nullptr || !is_literal_list(action->value)) return false;
  return std::equal(a.fields, a.fields + a.size, b.fields, [](const Field& x, const Field& y) {
    return x.key == y.key &&
           (x.key == action_key ? is_literal_list(y.value) : iam::same_value(x.value, y.value));
  });
}

// Policies take a list of one as the bare text, which is shorter.
Json one_or_list(const Node& list) {
  return Json::from_node(list.kind == NodeKind::list && list.size == 1 ? list.items[0] : list);
}

void add_missing(List<std::string>& texts, const Node* items, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const Node& known = texts.node();
    const bool is_known = std::any_of(known.items, known.items + known.size, [&](const Node& item) {
      return iam::same_value(item, items[i]);
    });
    if (!is_known) texts.add(Value<std::string>::from_node(items[i]));
  }
}

// One text stands for a list of it.
void add_missing(List<std::string>& texts, const Node& more) {
  if (more.kind == NodeKind::list) {
    add_missing(texts, more.items, more.size);
  } else if (more.is_set()) {
    add_missing(texts, &more, 1);
  }
}

Json merged(const Node& a, const Node& b) {
  List<std::string> actions;
  add_missing(actions, find_action(a)->value);
  add_missing(actions, find_action(b)->value);
  Json statement = Json::from_node(a);
  statement.set(action_key, one_or_list(actions.node()));
  return statement;
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid
Map<Json> conditions_of(const PolicyStatement& statement) {
  const List<std::string>& organizations = statement.principals.organizations();
  if (!organizations.is_set()) return statement.conditions;
  constexpr std::string_view equals = "StringEquals";
  Map<Json> conditions = statement.conditions;
  const Node& given = conditions.node();
  Json keys = Json::object({});
  for (std::uint32_t i = 0; i < given.size; ++i) {
    if (given.fields[i].key == equals) keys = Json::from_node(given.fields[i].value);
  }
  keys.set("aws:PrincipalOrgID", one_or_list(organizations.node()));
  conditions.set(equals, keys);
  return conditions;
}

Json render(const PolicyStatement& statement) {
  Json json = Json::object({});
  if (!statement.sid.empty()) json.set("Sid", statement.sid);
  json.set("Effect", statement.effect == Effect::allow ? "Allow" : "Deny");
  if (!statement.principals.is_empty()) json.set("Principal", statement.principals.json());
  json.set(statement.actions.is_all_but() ? "NotAction" : action_key,
           one_or_list(statement.actions.node()));
  if (statement.resources.is_set()) {
    json.set(statement.resources.is_all_but() ? "NotResource" : "Resource",
             one_or_list(statement.resources.node()));
  }
  const Map<Json> conditions = conditions_of(statement);
  if (conditions.is_set()) json.set("Condition", Json(conditions));
  return json;
}

}  // namespace

PolicyPrincipal PolicyPrincipal::service(const Value<std::string>& host) {
  return {Kind::service, host};
}
PolicyPrincipal PolicyPrincipal::aws(const Value<std::string>& arn) { return {Kind::aws, arn}; }
PolicyPrincipal PolicyPrincipal::federated(const Value<std::string>& provider) {
  return {Kind::web_identity, provider};
}
PolicyPrincipal PolicyPrincipal::saml(const Value<std::string>& provider_arn) {
  return {Kind::saml, provider_arn};
}
PolicyPrincipal PolicyPrincipal::anyone() { return {Kind::anyone, "*"}; }
PolicyPrincipal PolicyPrincipal::organization(const Value<std::string>& id) {
  return {Kind::organization, id};
}

std::string_view PolicyPrincipal::key() const {
  switch (kind_) {
    case Kind::service:
      return "Service";
    case Kind::web_identity:
    case Kind::saml:
      return "Federated";
    case Kind::aws:
    case Kind::anyone:
    case Kind::organization:
      break;
  }
  return "AWS";
}

void PolicyPrincipals::add(const PolicyPrincipal& principal) {
  names_[static_cast<std::size_t>(principal.kind())].add(principal.name());
}

bool PolicyPrincipals::is_empty() const {
  return std::none_of(names_, names_ + kinds, [](const auto& names) { return names.is_set(); });
}

PolicyPrincipals PolicyPrincipals::of(PolicyPrincipal::Kind kind) const {
  PolicyPrincipals some;
  const auto index = static_cast<std::size_t>(kind);
  some.names_[index] = names_[index];
  return some;
}

const List<std::string>& PolicyPrincipals::organizations() const {
  return names_[static_cast<std::size_t>(PolicyPrincipal::Kind::organization)];
}

PolicyPrincipals PolicyPrincipals::without_organizations() const {
  PolicyPrincipals others = *this;
  others.names_[static_cast<std::size_t>(PolicyPrincipal::Kind::organization)] = {};
  return others;
}

Json PolicyPrincipals::json() const {
  using Kind = PolicyPrincipal::Kind;
  const auto names_of = [this](Kind kind) { return names_[static_cast<std::size_t>(kind)].node(); };
  // Everybody includes all others; who is of an organization is a condition's matter.
  if (names_of(Kind::anyone).is_set() || organizations().is_set()) return "*";
  List<std::string> federated;
  add_missing(federated, names_of(Kind::web_identity));
  add_missing(federated, names_of(Kind::saml));
  Json json = Json::object({});
  const auto set = [&json](std::string_view key, const Node& names) {
    if (names.is_set()) json.set(key, one_or_list(names));
  };
  set("Service", names_of(Kind::service));
  set("AWS", names_of(Kind::aws));
  set("Federated", federated.node());
  return json;
}

void PolicyDocument::add(const PolicyStatement& statement) {
  const PolicyPrincipals others = statement.principals.without_organizations();
  if (statement.principals.organizations().is_set() && !others.is_empty()) {
    PolicyStatement some = statement;
    some.principals = others;
    add(some);
    some.principals = statement.principals.of(PolicyPrincipal::Kind::organization);
    add(some);
    return;
  }
  const Json added = render(statement);
  const Node& known = statements_.node();
  const Node* end = known.items + known.size;
  const Node* twin = std::find_if(known.items, end,
                                  [&](const Node& node) { return mergeable(node, added.node()); });
  if (twin == end) {
    statements_.add(added);
    return;
  }
  List<Json> next;
  for (const Node* each = known.items; each != end; ++each) {
    next.add(each == twin ? merged(*each, added.node()) : Json::from_node(*each));
  }
  statements_ = next;
}

Value<Json> PolicyDocument::json(const Value<std::string>& version) const {
  if (!version.is_set()) return Json::object({{"Statement", statements_}});
  return Json::object({{"Version", version}, {"Statement", statements_}});
}

}  // namespace omnitrack
