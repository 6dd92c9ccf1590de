#include "graph/answer.hpp"

#include <algorithm>

#include "diff/security/add_new.hpp"

namespace omnitrack::graph {

using diff::add_new;

namespace {

template <class T>
void add_all(std::vector<T>& list, const std::vector<T>& more) {
  for (const T& each : more) add_new(list, each);
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::no:
      return "no";
    case Verdict::perhaps:
      return "perhaps";
    case Verdict::yes:
      break;
  }
  return "yes";
}

std::string_view name_of(RuleKind kind) {
  switch (kind) {
    case RuleKind::address:
      return "address";
    case RuleKind::route:
      return "route";
    case RuleKind::network_acl:
      return "network ACL";
    case RuleKind::security_group:
      return "security group";
    case RuleKind::endpoint:
      return "endpoint";
    case RuleKind::forwarding:
      return "forwarding";
    case RuleKind::service:
      return "service";
    case RuleKind::policy:
      return "policy";
    case RuleKind::boundary:
      return "boundary";
    case RuleKind::resource_policy:
      return "resource policy";
    case RuleKind::setting:
      break;
  }
  return "setting";
}

void Answer::require(Reason step, std::string unknown) {
  verdict = std::min(verdict, step.says);
  if (step.says == Verdict::perhaps && !unknown.empty()) add_new(unknowns, std::move(unknown));
  add_new(reasons, std::move(step));
}

void Answer::require(const Answer& other) {
  verdict = std::min(verdict, other.verdict);
  add_all(reasons, other.reasons);
  add_all(unknowns, other.unknowns);
}

Answer any_of(std::vector<Answer> ways) {
  if (ways.empty()) return {};
  const auto best = std::ranges::max_element(ways, {}, &Answer::verdict);
  if (best->verdict == Verdict::yes) return std::move(*best);
  Answer answer{.verdict = best->verdict};
  for (const Answer& each : ways) {
    if (each.verdict != answer.verdict) continue;
    add_all(answer.reasons, each.reasons);
    add_all(answer.unknowns, each.unknowns);
  }
  return answer;
}

Answer each_of(std::vector<Answer> cases, const std::string& depends_on) {
  if (cases.empty()) return {};
  const auto [least, most] = std::ranges::minmax_element(cases, {}, &Answer::verdict);
  if (least->verdict == most->verdict) {
    Answer answer = std::move(cases.front());
    for (const Answer& each : cases) add_all(answer.unknowns, each.unknowns);
    return answer;
  }
  Answer answer{.verdict = Verdict::perhaps};
  for (const Answer* each : {&*most, &*least}) {
    add_all(answer.reasons, each->reasons);
    add_all(answer.unknowns, each->unknowns);
  }
  if (least->verdict == Verdict::no && most->verdict == Verdict::yes) {
    add_new(answer.unknowns, depends_on);
  }
  return answer;
}

}  // namespace omnitrack::graph
