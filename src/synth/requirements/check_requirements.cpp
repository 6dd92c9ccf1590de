#include "synth/requirements/check_requirements.hpp"

#include <algorithm>
#include <unordered_map>

#include "core/tree.hpp"
#include "omnitrack/codes.hpp"
#include "support/quoted.hpp"
#include "synth/requirements/form_problems.hpp"
#include "synth/requirements/judge_evidence.hpp"

namespace omnitrack::synth {

namespace {

using support::quoted;

std::string name_of_place(const EvidencePlace& place) {
  return place.type.empty() ? "the output " + quoted(place.logical_id)
                            : quoted(place.logical_id) + " (" + place.type + ')';
}

// `requirement '4.2' (Orders can be restored)`.
std::string name_of(const Requirement& requirement) {
  const Text& text = TreeAccess::props(requirement).text;
  std::string name = "requirement " + quoted(requirement.id());
  if (!text.empty()) name.append(" (").append(text.text()).append(")");
  return name;
}

void report(const Requirement& requirement, const EvidenceResult& evidence) {
  const std::string not_shown = name_of(requirement) + " is not shown: ";
  for (const EvidencePlace& each : evidence.places) {
    if (each.problem.empty()) continue;
    const bool is_of_value = each.problem.starts_with('/');
    requirement.error(
        codes::OT1601, not_shown + name_of_place(each) + (is_of_value ? ": " : " ") + each.problem,
        "it is made at " + std::string(each.source.file) + ':' + std::to_string(each.source.line));
  }
  if (!evidence.problem.empty()) requirement.error(codes::OT1601, not_shown + evidence.problem);
}

// Reports what keeps the requirement from being looked for, and returns it as one text.
std::string report(const Requirement& requirement, const std::vector<FormProblem>& problems) {
  std::string all;
  for (const FormProblem& each : problems) {
    requirement.error(codes::OT1602, name_of(requirement) + ": " + each.message, each.hint);
    all.append(all.empty() ? "" : "; ").append(each.message);
  }
  return all;
}

std::string stack_name(const Requirement& requirement) {
  const Stack* stack = TreeAccess::stack(requirement);
  return stack == nullptr ? std::string() : std::string(stack->name());
}

RequirementResult judge(const Requirement& requirement, const FinishedStacks& stacks,
                        bool wants_evidence) {
  const RequirementProps& props = TreeAccess::props(requirement);
  RequirementResult result{.id = std::string(requirement.id()),
                           .text = std::string(props.text.text()),
                           .source = std::string(props.source.text()),
                           .path = requirement.path(),
                           .stack = stack_name(requirement),
                           .line = requirement.source()};
  if (std::string problem = report(requirement, form_problems(props)); !problem.empty())
    result.evidence.push_back({.claim = "what is stated", .problem = std::move(problem)});
  const EvidenceSearch search{
      .stacks = stacks, .scope = *requirement.parent(), .wants_words = wants_evidence};
  for (const Evidence& each : props.evidence) {
    const std::string problem = report(requirement, form_problems(each));
    if (!problem.empty()) {
      result.evidence.push_back(failed_evidence(each, search, problem));
      continue;
    }
    result.evidence.push_back(judge_evidence(each, search));
    if (!result.evidence.back().holds) report(requirement, result.evidence.back());
  }
  result.holds = std::ranges::all_of(result.evidence, &EvidenceResult::holds);
  return result;
}

void check_is_only_one(const std::vector<const Requirement*>& requirements) {
  std::unordered_map<std::string_view, const Requirement*> seen;
  for (const Requirement* each : requirements) {
    const auto [first, is_new] = seen.try_emplace(each->id(), each);
    if (is_new) continue;
    const Source source = first->second->source();
    each->error(codes::OT1603,
                "two requirements are named " + quoted(each->id()) + "; the first is stated at " +
                    source.file + ':' + std::to_string(source.line),
                "give one of them another id");
  }
}

const std::vector<const Requirement*>& requirements_of(const Plan& plan) {
  return TreeAccess::state(plan.front().stack->app()).requirements;
}

}  // namespace

bool has_requirements(const Plan& plan) { return !plan.empty() && !requirements_of(plan).empty(); }

std::vector<RequirementResult> check_requirements(const Plan& plan,
                                                  std::span<const tmpl::Document> documents,
                                                  bool wants_evidence) {
  std::vector<RequirementResult> results;
  const auto& requirements = requirements_of(plan);
  check_is_only_one(requirements);
  const FinishedStacks stacks(plan, documents);
  for (const Requirement* each : requirements) {
    RequirementResult result = judge(*each, stacks, wants_evidence);
    if (wants_evidence) results.push_back(std::move(result));
  }
  return results;
}

}  // namespace omnitrack::synth
