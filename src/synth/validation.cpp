#include "synth/validation.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include "core/tree.hpp"
#include "template/parse.hpp"
#include "validate/validate.hpp"

namespace omnitrack::synth {

namespace {

using validate::Finding;

struct Step {
  std::string_view first;
  std::string_view rest;
};

Step split(std::string_view path) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return {path, {}};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

template <class E>
const Construct* with_id(const std::vector<E*>& elements, std::string_view logical_id) {
  const auto found = std::find_if(elements.begin(), elements.end(),
                                  [&](const E* each) { return each->logical_id() == logical_id; });
  return found == elements.end() ? nullptr : *found;
}

const Construct* element_of(const StackPlan& plan, std::string_view section,
                            std::string_view logical_id) {
  if (section == "Resources") return with_id(plan.resources, logical_id);
  if (section == "Parameters") return with_id(plan.parameters, logical_id);
  if (section == "Mappings") return with_id(plan.mappings, logical_id);
  if (section == "Conditions") return with_id(plan.conditions, logical_id);
  if (section == "Rules") return with_id(plan.rules, logical_id);
  if (section == "Outputs") return with_id(plan.outputs, logical_id);
  return nullptr;
}

// The construct that a place in a template came from, and the rest of the way below it.
struct Origin {
  const Construct* construct;
  std::string_view below;
};

Origin origin_of(const StackPlan& plan, std::string_view path) {
  const Step section = split(path);
  const Step element = split(section.rest);
  const Construct* found = element_of(plan, section.first, element.first);
  if (found != nullptr) return {found, element.rest};
  return {plan.stack, path};
}

void tell(const StackPlan& plan, Finding& finding) {
  const Origin origin = origin_of(plan, finding.path);
  std::string message = std::move(finding.message);
  if (!origin.below.empty()) message.append(" (at ").append(origin.below).append(")");
  const Source source = origin.construct->source();
  TreeAccess::state(plan.stack->app())
      .diagnostics.push_back({.code = std::string(finding.code),
                              .severity = finding.severity,
                              .path = origin.construct->path(),
                              .file = source.file,
                              .line = source.line,
                              .message = std::move(message),
                              .hint = std::move(finding.hint),
                              .acknowledged = std::move(finding.acknowledged)});
}

struct Checked {
  const StackPlan* plan;
  std::unique_ptr<tmpl::Template> source;
  std::unique_ptr<tmpl::Index> index;
};

Checked check(const StackPlan& plan, const std::string& text) {
  auto source = std::make_unique<tmpl::Template>(std::string(plan.stack->name()), text);
  for (const tmpl::TextProblem& problem : tmpl::parse(*source)) {
    plan.stack->error("OT4001", "the template cannot be read back: " + problem.message,
                      problem.hint);
  }
  auto index = std::make_unique<tmpl::Index>(*source);
  validate::Findings findings;
  validate::check_template(*index, findings);
  for (Finding& each : findings) tell(plan, each);
  return {&plan, std::move(source), std::move(index)};
}

}  // namespace

void validate_templates(const Plan& plan, const std::vector<std::string>& texts) {
  std::vector<Checked> all;
  for (std::size_t i = 0; i < plan.size(); ++i) all.push_back(check(plan[i], texts[i]));
  // Names and exports are of one account and region; stacks that fit any go to the same.
  std::map<std::pair<std::string_view, std::string_view>, std::vector<const tmpl::Index*>> places;
  for (const Checked& each : all) {
    const Stack& stack = *each.plan->stack;
    places[{stack.fixed_account(), stack.fixed_region()}].push_back(each.index.get());
  }
  validate::Findings findings;
  for (const auto& [place, indexes] : places) validate::check_together(indexes, findings);
  for (Finding& finding : findings) {
    const auto in = std::find_if(all.begin(), all.end(), [&](const Checked& each) {
      return each.source.get() == finding.in;
    });
    tell(*in->plan, finding);
  }
}

}  // namespace omnitrack::synth
