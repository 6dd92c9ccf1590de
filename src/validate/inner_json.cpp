#include "validate/inner_json.hpp"

#include "meaning/json_in_text.hpp"
#include "meaning/known.hpp"
#include "template/parse.hpp"
#include "validate/rules/gapped_json.hpp"
#include "validate/rules/gapped_text.hpp"

namespace omnitrack::validate {

InnerJson inner_json(const tmpl::Node& text) {
  if (const auto known = meaning::known_text(&text)) {
    auto source = std::make_unique<tmpl::Template>(std::string(), std::string(*known));
    const auto problems = tmpl::parse_json(*source);
    if (problems.empty()) return {.source = std::move(source)};
    return {.problem = problems.front().message};
  }
  if (!text.calls(tmpl::Function::sub) && !text.calls(tmpl::Function::join)) return {};
  auto source = meaning::json_in_text(text, tmpl::Kind::map, meaning::FilledIn::anywhere);
  if (source != nullptr) return {.source = std::move(source)};
  const auto gapped = GappedText::of(text);
  if (!gapped || !begins_as_json(text) || may_become_json(gapped->text())) return {};
  return {.problem = "a sign is missing, or is too many"};
}

void check_inner_json(
    Reporter& report, const tmpl::Template& inner, const tmpl::Node& text, const Path& path,
    const std::function<void(Reporter& inner, const tmpl::Node& root, const Path& path)>& check) {
  Findings found;
  Reporter inner_report(inner, found);
  const Path root;
  check(inner_report, inner.root(), root);
  for (Finding& each : found) {
    if (!each.path.empty()) each.message += " (at '" + each.path + "' of the text)";
    report.report_again(std::move(each), text, path);
  }
}

}  // namespace omnitrack::validate
