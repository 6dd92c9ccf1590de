#include "synth/validation.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <string_view>
#include <utility>

#include "core/tree.hpp"
#include "support/parallel.hpp"
#include "synth/elements.hpp"
#include "template/document.hpp"
#include "validate/document/size_findings.hpp"
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

// The construct that a place in a template came from, and the rest of the way below it.
struct Origin {
  const Construct* construct;
  std::string_view below;
};

Origin origin_of(const StackPlan& plan, const Elements& elements, std::string_view path) {
  const Step section = split(path);
  const Step element = split(section.rest);
  const Construct* found = elements.find(section.first, element.first);
  if (found != nullptr) return {found, element.rest};
  return {plan.stack, path};
}

void tell(const StackPlan& plan, const Elements& elements, Finding& finding) {
  const Origin origin = origin_of(plan, elements, finding.path);
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

// The text is taken, not copied; release_text() gives it back.
tmpl::Document read_back(const Stack& stack, std::string& text) {
  return {std::string(stack.name()), std::move(text)};
}

/// What is kept of a checked template.
struct Checked {
  validate::Findings findings;
  validate::TogetherDigest digest;
};

Checked check(const tmpl::Document& document) {
  Checked checked;
  validate::report_text_problems(document.source(), document.problems(), checked.findings);
  validate::check_template(document.index(), checked.findings);
  checked.digest = validate::digest_of(document.index());
  return checked;
}

Checked check(const Stack& stack, std::string& text) {
  tmpl::Document document = read_back(stack, text);
  Checked checked = check(document);
  text = document.release_text();
  return checked;
}

// What a part acknowledges may be found in the whole template alone.
bool is_about_acknowledgement(const Finding& finding) { return finding.code.starts_with("OT49"); }

void tell(const StackPlan& plan, std::span<Finding> findings) {
  if (findings.empty()) return;
  const Elements elements(plan);
  for (Finding& each : findings) tell(plan, elements, each);
}

void check_together(const Plan& plan, std::span<const tmpl::Document> all) {
  // Names and exports are of one account and region; stacks that fit any go to the same.
  std::map<std::pair<std::string_view, std::string_view>, std::vector<const tmpl::Index*>> places;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const Stack& stack = *plan[i].stack;
    places[{stack.fixed_account(), stack.fixed_region()}].push_back(&all[i].index());
  }
  validate::Findings findings;
  for (const auto& [place, indexes] : places) validate::check_together(indexes, findings);
  std::map<std::size_t, Elements> elements;
  for (Finding& finding : findings) {
    const auto in = std::find_if(all.begin(), all.end(), [&](const tmpl::Document& each) {
      return &each.source() == finding.in;
    });
    const auto at = static_cast<std::size_t>(in - all.begin());
    tell(plan[at], elements.try_emplace(at, plan[at]).first->second, finding);
  }
}

}  // namespace

std::vector<tmpl::Document> read_templates(const Plan& plan, std::vector<std::string>& texts) {
  std::vector<tmpl::Document> all;
  all.reserve(plan.size());
  for (std::size_t i = 0; i < plan.size(); ++i) all.push_back(read_back(*plan[i].stack, texts[i]));
  return all;
}

void give_back(std::vector<tmpl::Document>& documents, std::vector<std::string>& texts) {
  for (std::size_t i = 0; i < documents.size(); ++i) texts[i] = documents[i].release_text();
}

// Unless somebody else needs it, each template's model goes as soon as it is checked: an app of
// many stacks would fill the memory with them. The few that hang together are read once more.
void validate_templates(const Plan& plan, std::vector<std::string>& texts,
                        std::span<const tmpl::Document> documents,
                        const std::vector<bool>& to_split) {
  std::vector<Checked> checked(plan.size());
  support::for_each_in_parallel(plan.size(), [&](std::size_t i) {
    checked[i] = documents.empty() ? check(*plan[i].stack, texts[i]) : check(documents[i]);
    if (to_split[i]) {
      std::erase_if(checked[i].findings, validate::is_about_size);
    } else {
      for (Finding& each : checked[i].findings) {
        if (validate::is_too_many_resources(each)) {
          each.hint = "lock --split splits the stack into nested stacks; or make several stacks";
        }
      }
    }
  });
  for (std::size_t i = 0; i < plan.size(); ++i) tell(plan[i], checked[i].findings);
  std::vector<validate::TogetherDigest> digests;
  digests.reserve(checked.size());
  for (Checked& each : checked) digests.push_back(std::move(each.digest));
  if (!validate::may_clash(digests)) return;
  if (!documents.empty()) return check_together(plan, documents);
  std::vector<tmpl::Document> all = read_templates(plan, texts);
  check_together(plan, all);
  give_back(all, texts);
}

void validate_parts(const Plan& plan, std::vector<std::string>& texts,
                    std::vector<Division>& divisions) {
  for (std::size_t i = 0; i < plan.size(); ++i) {
    if (divisions[i].parts.empty()) continue;
    std::vector<std::string*> all{&texts[i]};
    for (SynthesizedPart& each : divisions[i].parts) all.push_back(&each.text);
    for (std::string* text : all) {
      Checked checked = check(*plan[i].stack, *text);
      // What is merely worth knowing was told of the whole template.
      std::erase_if(checked.findings, [](const Finding& each) {
        return is_about_acknowledgement(each) || each.severity == Severity::info;
      });
      tell(plan[i], checked.findings);
    }
  }
}

}  // namespace omnitrack::synth
