#include "synth/validation.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include "core/tree.hpp"
#include "support/parallel.hpp"
#include "template/parse.hpp"
#include "validate/document/text_problems.hpp"
#include "validate/together/together_digest.hpp"
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

/// A template that was read back.
struct ReadBack {
  std::unique_ptr<tmpl::Template> source;
  std::unique_ptr<tmpl::Index> index;
  std::vector<tmpl::TextProblem> problems;
};

// The text is taken, not copied; release_text() of the source gives it back.
ReadBack read_back(const Stack& stack, std::string& text) {
  ReadBack made;
  made.source = std::make_unique<tmpl::Template>(std::string(stack.name()), std::move(text));
  made.problems = tmpl::parse(*made.source);
  made.index = std::make_unique<tmpl::Index>(*made.source);
  return made;
}

/// What is kept of a checked template.
struct Checked {
  validate::Findings findings;
  validate::TogetherDigest digest;
};

Checked check(const Stack& stack, std::string& text) {
  ReadBack made = read_back(stack, text);
  Checked checked;
  validate::report_text_problems(*made.source, made.problems, checked.findings);
  validate::check_template(*made.index, checked.findings);
  checked.digest = validate::digest_of(*made.index);
  text = made.source->release_text();
  return checked;
}

void tell(const StackPlan& plan, Checked& checked) {
  for (Finding& each : checked.findings) tell(plan, each);
}

void check_together(const Plan& plan, std::vector<std::string>& texts) {
  std::vector<ReadBack> all;
  // Names and exports are of one account and region; stacks that fit any go to the same.
  std::map<std::pair<std::string_view, std::string_view>, std::vector<const tmpl::Index*>> places;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const Stack& stack = *plan[i].stack;
    all.push_back(read_back(stack, texts[i]));
    places[{stack.fixed_account(), stack.fixed_region()}].push_back(all.back().index.get());
  }
  validate::Findings findings;
  for (const auto& [place, indexes] : places) validate::check_together(indexes, findings);
  for (Finding& finding : findings) {
    const auto in = std::find_if(all.begin(), all.end(), [&](const ReadBack& each) {
      return each.source.get() == finding.in;
    });
    tell(plan[static_cast<std::size_t>(in - all.begin())], finding);
  }
  for (std::size_t i = 0; i < plan.size(); ++i) texts[i] = all[i].source->release_text();
}

}  // namespace

// Each template's model goes as soon as it is checked: an app of many stacks would fill the memory
// with them. The few that hang together are read once more.
void validate_templates(const Plan& plan, std::vector<std::string>& texts) {
  std::vector<Checked> checked(plan.size());
  support::for_each_in_parallel(
      plan.size(), [&](std::size_t i) { checked[i] = check(*plan[i].stack, texts[i]); });
  for (std::size_t i = 0; i < plan.size(); ++i) tell(plan[i], checked[i]);
  std::vector<validate::TogetherDigest> digests;
  digests.reserve(checked.size());
  for (Checked& each : checked) digests.push_back(std::move(each.digest));
  if (validate::may_clash(digests)) check_together(plan, texts);
}

}  // namespace omnitrack::synth
