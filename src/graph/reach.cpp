#include "graph/reach.hpp"

#include <algorithm>

namespace omnitrack::graph {

namespace {

Verdict verdict_of(const Reach& reach) {
  if (!reach.network) return reach.permission->answer.verdict;
  if (!reach.permission || reach.network_decides) return reach.network->verdict;
  return std::min(reach.network->verdict, reach.permission->answer.verdict);
}

}  // namespace

std::optional<Reach> Reaching::ask(std::string_view from, std::string_view to,
                                   const ReachQuestion& question) const {
  const std::string_view target = hops_.stands_for(to);
  std::optional<Reach> reach = ask_directly(from, target, question);
  const bool is_from_outside = stacks_.find(from) == nullptr;
  if (reach && reach->verdict == Verdict::no && is_from_outside) {
    reach->through = ways_around(from, target);
    auto handed_on = by_balancer(from, target, question, reach->through);
    if (handed_on) reach = std::move(handed_on);
  }
  if (reach && reach->verdict != Verdict::yes) {
    reach->at_start = way_at_start(from, target, question);
  }
  return reach;
}

// A load balancer calls a function for whoever it takes a request from.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
std::optional<Reach> Reaching::by_balancer(std::string_view from, std::string_view to,
                                           const ReachQuestion& question,
                                           const std::vector<Through>& ways) const {
  std::optional<Reach> best;
  for (const Through& each : ways) {
    if (hops_.calls_as(each.resource, to) == each.resource) continue;
    Reach reach{.network = network_.reach(from, to, question.port),
                .permission = permission(each.resource, to, question)};
    if (!reach.network || !reach.permission) continue;
    reach.permission->through = each.resource;
    reach.verdict = verdict_of(reach);
    if (reach.verdict == Verdict::no || (best && best->verdict >= reach.verdict)) continue;
    best = std::move(reach);
  }
  return best;
}

std::optional<Through> Reaching::way_at_start(std::string_view from, std::string_view to,
                                              const ReachQuestion& question) const {
  std::string role = permissions_.execution_role_of(from);
  if (role.empty()) return std::nullopt;
  const auto permission = permissions_.may(role, to, question.action);
  if (!permission || permission->answer.verdict == Verdict::no) return std::nullopt;
  return Through{.resource = std::move(role), .verdict = permission->answer.verdict};
}

// New function URLs need both permissions since October 2025.
// https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
std::optional<Permission> Reaching::of_strangers(std::string_view from, std::string_view function,
                                                 const ReachQuestion& question) const {
  constexpr std::string_view by_url = "lambda:InvokeFunctionUrl";
  constexpr std::string_view invoking = "lambda:InvokeFunction";
  auto by_api = permissions_.may(from, function, question.action);
  if (by_api && !by_api->through.empty() && by_api->answer.verdict != Verdict::no) return by_api;
  auto found = permissions_.may(from, function, question.action.value_or(by_url));
  if (!found) return found;
  const Answer url = hops_.takes_anybody(function);
  if (url.verdict == Verdict::no) {
    found = Permission{.answer = url};
    if (by_api) found->answer.require(by_api->refused);
  } else if (found->answer.verdict != Verdict::no) {
    found->answer.require(url);
    for (Allowed& each : found->actions) each.answer.require(url);
    const auto other = permissions_.may(from, function, invoking);
    if (other && other->answer.verdict == Verdict::no) {
      Reason missing{.kind = RuleKind::resource_policy,
                     .says = Verdict::perhaps,
                     .resource = std::string(function),
                     .words =
                         "nothing allows lambda:InvokeFunction, which URLs made since October "
                         "2025 need too"};
      const std::string unknown = "whether the function URL was made before October 2025";
      for (Allowed& each : found->actions) each.answer.require(missing, unknown);
      found->answer.require(std::move(missing), unknown);
    }
  }
  return found;
}

std::optional<Permission> Reaching::permission(std::string_view from, std::string_view to,
                                               const ReachQuestion& question) const {
  const tmpl::ResourceEntry* target = stacks_.find(to);
  const bool is_function = target != nullptr && target->type_name == "AWS::Lambda::Function";
  if (is_function && stacks_.find(from) == nullptr) return of_strangers(from, to, question);
  auto found = permissions_.may(hops_.calls_as(from, to), to, question.action);
  if (!found || found->answer.verdict == Verdict::no) return found;
  const auto sent = hops_.sent(from, to);
  if (!sent) return found;
  if (sent->verdict == Verdict::no) return Permission{.answer = *sent};
  found->answer.require(*sent);
  for (Allowed& each : found->actions) each.answer.require(*sent);
  return found;
}

// Who gets there need not sign, and is then anybody to the policy.
std::optional<Permission> Reaching::by_own_policy(std::optional<Permission> signed_in,
                                                  std::string_view to) const {
  auto unsigned_one = permissions_.may(internet, to);
  const bool is_told =
      unsigned_one && (!signed_in || unsigned_one->answer.verdict >= signed_in->answer.verdict);
  return is_told ? std::move(unsigned_one) : std::move(signed_in);
}

std::optional<Reach> Reaching::ask_directly(std::string_view from, std::string_view to,
                                            const ReachQuestion& question) const {
  Reach reach;
  reach.network = network_.reach(from, to, question.port);
  reach.permission = permission(from, to, question);
  // Whom an API calls for others they need not connect to.
  if (reach.permission && !reach.permission->through.empty() &&
      (!reach.network || reach.network->verdict == Verdict::no)) {
    reach.network = network_.reach(from, reach.permission->through, question.port);
  }
  const bool is_connected_to = reach.network && network_.takes_connections(to) && !question.action;
  const bool is_guarded = is_connected_to && hops_.has_own_policy(to);
  if (is_guarded) reach.permission = by_own_policy(std::move(reach.permission), to);
  reach.network_decides = is_connected_to && !is_guarded;
  // That no policy is about what needs none says nothing.
  if (reach.network_decides && reach.permission &&
      reach.permission->answer.verdict == Verdict::no) {
    reach.permission.reset();
  }
  if (!reach.network && !reach.permission) return std::nullopt;
  reach.verdict = verdict_of(reach);
  return reach;
}

std::vector<Through> Reaching::ways_around(std::string_view from, std::string_view to) const {
  std::vector<Through> found;
  for (const tmpl::ResourceEntry& each : stacks_.index().resources()) {
    if (each.logical_id == to || !network_.leads_on(each.logical_id)) continue;
    const auto first = ask_directly(from, each.logical_id, {});
    if (!first || first->verdict == Verdict::no) continue;
    const auto second = ask_directly(each.logical_id, to, {});
    if (!second || second->verdict == Verdict::no) continue;
    found.push_back({.resource = std::string(each.logical_id),
                     .verdict = std::min(first->verdict, second->verdict)});
  }
  return found;
}

}  // namespace omnitrack::graph
