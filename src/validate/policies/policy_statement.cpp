#include <algorithm>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "support/quoted.hpp"
#include "validate/policies/policy.hpp"

namespace omnitrack::validate {

using meaning::find_value;
using meaning::for_each_case;
using meaning::is_no_value;
using meaning::known_text;
using meaning::may_be_rewritten;
using meaning::may_have_more;
using meaning::Path;
using support::quoted;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr std::array<std::string_view, 9> statement_keys{"Action",    "Condition",    "Effect",
                                                         "NotAction", "NotPrincipal", "NotResource",
                                                         "Principal", "Resource",     "Sid"};

void check_statement_keys(const PolicyScope& scope, const Node& statement, const Path& path) {
  for (const Member& member : statement.members()) {
    const std::string_view key = member.key();
    if (key.starts_with("Fn::")) continue;
    if (std::ranges::find(statement_keys, key) != statement_keys.end()) continue;
    const Path at(path, key);
    scope.report.error_at_key(codes::OT4505, member, at,
                              "a policy statement has no '" + std::string(key) + "'",
                              did_you_mean(key, statement_keys));
  }
}

/// Exactly one of an element and its negation, as far as `need` demands it.
void check_pair(const PolicyScope& scope, const Node& statement, const Path& path,
                FindingCode<Severity::error> code, std::string_view element,
                std::string_view negation, Need need) {
  const Node* plain = find_value(&statement, element);
  const Node* negated = find_value(&statement, negation);
  if (plain != nullptr && negated != nullptr) {
    // Each may be nothing in one branch of a condition.
    if (plain->is_call() || negated->is_call()) return;
    const Path at(path, negation);
    scope.report.error(code, *negated, at,
                       quoted(element) + " and " + quoted(negation) + " exclude each other");
    return;
  }
  if (plain == nullptr && negated == nullptr && need == Need::required &&
      !may_have_more(statement)) {
    scope.report.error(code, statement, path,
                       "the statement needs " + quoted(element) + " or " + quoted(negation));
  }
}

void check_forbidden(const PolicyScope& scope, const Node& statement, const Path& path,
                     FindingCode<Severity::error> code, std::string_view element,
                     std::string_view reason) {
  for (const Member& member : statement.members()) {
    if (member.key() != element || is_no_value(member.value)) continue;
    const Path at(path, element);
    scope.report.error_at_key(
        code, member, at, "'" + std::string(element) + "' must not stand in " + std::string(reason),
        "leave it out");
  }
}

std::string_view kind_name(PolicyKind kind) {
  switch (kind) {
    case PolicyKind::identity:
      return "a policy that is attached to an identity";
    case PolicyKind::trust:
      return "the trust policy of a role";
    case PolicyKind::resource:
      break;
  }
  return "the policy of a repository";
}

void check_effect_value(const PolicyScope& scope, const Node& statement, const Path& path) {
  static constexpr std::array<std::string_view, 2> effects{"Allow", "Deny"};
  const Node* effect = find_value(&statement, "Effect");
  if (effect == nullptr) {
    if (!may_have_more(statement)) {
      scope.report.error(codes::OT4506, statement, path, "the statement needs an 'Effect'",
                         "write 'Allow' or 'Deny'");
    }
    return;
  }
  const Path at(path, "Effect");
  for_each_case(*effect, at, [&](const Node& value, const Path& value_path) {
    const auto text = known_text(&value);
    if (!text || *text == "Allow" || *text == "Deny") return;
    std::string hint = did_you_mean(*text, effects);
    if (hint.empty()) hint = "write 'Allow' or 'Deny'";
    scope.report.error(codes::OT4506, value, value_path,
                       "'" + std::string(*text) + "' is not an effect of a statement",
                       std::move(hint));
  });
}

void check_sid(const PolicyScope& scope, const Node& statement, const Path& path, Sids& sids) {
  const Node* sid = find_value(&statement, "Sid");
  const auto text = known_text(sid);
  if (!text || text->empty()) return;
  const Path at(path, "Sid");
  const bool is_plain = std::ranges::all_of(*text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
  if (!is_plain && scope.rules.kind == PolicyKind::identity &&
      text->find("${") == std::string_view::npos) {
    scope.report.error(codes::OT4513, *sid, at,
                       "'" + std::string(*text) + "' is no Sid that IAM takes",
                       "use letters and digits only");
  }
  // A statement in a branch of Fn::If may never meet the other one.
  for (const Path* step = path.parent(); step != nullptr && step->key() != "Statement";
       step = step->parent()) {
    if (step->key() == "Fn::If") return;
  }
  if (scope.rules.needs_unique_sids && std::ranges::find(sids, *text) != sids.end()) {
    scope.report.error(codes::OT4514, *sid, at,
                       "the Sid '" + std::string(*text) + "' stands twice in this policy");
  }
  sids.push_back(*text);
}

}  // namespace

void check_policy_statement(const PolicyScope& scope, const Node& statement, const Path& path,
                            Sids& sids) {
  if (may_be_rewritten(statement)) return;
  check_statement_keys(scope, statement, path);
  check_effect_value(scope, statement, path);
  check_sid(scope, statement, path, sids);
  const PolicyRules& rules = scope.rules;
  check_pair(scope, statement, path, codes::OT4507, "Action", "NotAction", Need::required);
  if (rules.resource == Need::forbidden) {
    check_forbidden(scope, statement, path, codes::OT4509, "Resource", kind_name(rules.kind));
    check_forbidden(scope, statement, path, codes::OT4509, "NotResource", kind_name(rules.kind));
  } else {
    check_pair(scope, statement, path, codes::OT4508, "Resource", "NotResource", rules.resource);
  }
  if (rules.principal == Need::forbidden) {
    check_forbidden(scope, statement, path, codes::OT4511, "Principal", kind_name(rules.kind));
    check_forbidden(scope, statement, path, codes::OT4511, "NotPrincipal", kind_name(rules.kind));
  } else {
    check_pair(scope, statement, path, codes::OT4510, "Principal", "NotPrincipal", rules.principal);
  }
  for (const Member& member : statement.members()) {
    const std::string_view key = member.key();
    const Path at(path, key);
    if (key == "Action" || key == "NotAction") {
      check_policy_actions(scope, member.value, at);
    } else if (key == "Resource" || key == "NotResource") {
      if (rules.resource != Need::forbidden) check_policy_resources(scope, member.value, at);
    } else if (key == "Principal" || key == "NotPrincipal") {
      if (rules.principal != Need::forbidden) check_policy_principal(scope, member.value, at);
    } else if (key == "Condition") {
      check_policy_condition(scope, member.value, at);
    }
  }
  check_policy_effect(scope, statement, path);
}

}  // namespace omnitrack::validate
