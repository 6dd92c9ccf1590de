#include <algorithm>

#include "meaning/known.hpp"
#include "meaning/sam/facts.hpp"
#include "omnitrack/codes.hpp"
#include "validate/sam/sam.hpp"

namespace omnitrack::validate {

using meaning::branches_of;
using meaning::is_no_value;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

enum class PolicyKind { none, managed, statement, policy_template, unknown };

PolicyKind kind_of(const Node& policy) {
  if (policy.is(Kind::string)) return PolicyKind::managed;
  const auto branches = branches_of(policy);
  if (!branches.empty()) {
    const PolicyKind first = is_no_value(branches[1]) ? PolicyKind::none : kind_of(branches[1]);
    const PolicyKind second = is_no_value(branches[2]) ? PolicyKind::none : kind_of(branches[2]);
    return first == PolicyKind::none ? second : first;
  }
  if (policy.is_call()) return PolicyKind::managed;
  if (!policy.is(Kind::map)) return PolicyKind::unknown;
  if (policy.find("Statement") != nullptr) return PolicyKind::statement;
  const bool is_template = policy.count == 1 && meaning::sam::parameters_of_policy(
                                                    policy.members().front().key()) != nullptr;
  return is_template ? PolicyKind::policy_template : PolicyKind::unknown;
}

void check_parameters(const SamContext& context, const Member& policy) {
  const Node& parameters = *meaning::sam::parameters_of_policy(policy.key());
  const Node& given = policy.value;
  if (given.is_call() || meaning::may_have_more(given)) return;
  if (!given.is(Kind::map)) {
    context.error_at_key(codes::OT5010, policy,
                         "the parameters of the policy template " + sam_quoted(policy.key()) +
                             " must be a map, not " + sam_words(given),
                         parameters.count == 0 ? "write an empty one: {}" : "");
    return;
  }
  for (const Node& each : parameters.items()) {
    if (given.find(each.text()) != nullptr) continue;
    context.error_at_key(
        codes::OT5010, policy,
        "the policy template " + sam_quoted(policy.key()) + " needs " + sam_quoted(each.text()));
  }
}

void report_unknown(const SamContext& context, const Node& policy) {
  if (!policy.is(Kind::map)) return;
  const Member* first = policy.count == 0 ? nullptr : &policy.members().front();
  if (policy.count != 1) {
    context.error(codes::OT5010, policy,
                  "a policy is the name of a managed one, a policy template with its parameters, "
                  "or a map with a 'Statement'",
                  policy.find("Effect") != nullptr ? "put it into a list below 'Statement'" : "");
    return;
  }
  context.error_at_key(codes::OT5010, *first,
                       "SAM has no policy template " + sam_quoted(first->key()),
                       did_you_mean(first->key(), keys_of(meaning::sam::all_policies())));
}

void check_policy(const SamContext& context, const Node& policy) {
  const auto branches = branches_of(policy);
  if (!branches.empty()) {
    const PolicyKind first = kind_of(branches[1]);
    const PolicyKind second = kind_of(branches[2]);
    if (first != second && !is_no_value(branches[1]) && !is_no_value(branches[2])) {
      context.error(codes::OT5010, policy,
                    "the branches of 'Fn::If' are policies of different kinds, which SAM takes "
                    "not in one",
                    "write an 'Fn::If' for each kind");
      return;
    }
    for (const Node& each : branches.subspan(1)) check_policy(context, each);
    return;
  }
  if (policy.is_call() || meaning::may_have_more(policy)) return;
  const PolicyKind kind = kind_of(policy);
  if (kind == PolicyKind::unknown) report_unknown(context, policy);
  if (kind == PolicyKind::policy_template) check_parameters(context, policy.members().front());
}

}  // namespace

// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/
// serverless-policy-templates.html
void check_policy_templates(const SamContext& context, const Node& properties) {
  const Node& policies = *properties.find("Policies");
  if (!policies.is(Kind::list)) {
    check_policy(context, policies);
    return;
  }
  for (const Node& each : policies.items()) check_policy(context, each);
}

}  // namespace omnitrack::validate
