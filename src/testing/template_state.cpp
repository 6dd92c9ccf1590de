#include "testing/template_state.hpp"

namespace omnitrack::assertions {

namespace {

const Deployment no_deployment;

bool is_at_or_below(std::string_view path, std::string_view within) {
  return path.starts_with(within) && (path.size() == within.size() || path[within.size()] == '/');
}

}  // namespace

TemplateState::TemplateState(std::shared_ptr<const Assembly> of, const StackUnit* its_unit,
                             std::optional<Deployment> by, std::string within_path)
    : assembly(std::move(of)),
      unit(its_unit),
      deployment(std::move(by)),
      within(std::move(within_path)),
      problem(assembly->problem) {
  if (!problem.empty()) return;
  if (unit == nullptr) {
    problem = "the app has no such stack";
    return;
  }
  evaluator =
      std::make_unique<Evaluator>(*assembly, *unit, deployment ? Manner::deployed : Manner::written,
                                  deployment ? *deployment : no_deployment);
  for (const std::string& each : evaluator->problems()) {
    problem += (problem.empty() ? "the deployment does not fit the template: " : "\n  ") + each;
  }
  root = evaluator->document();
}

std::vector<const DatumMember*> TemplateState::resources() const {
  std::vector<const DatumMember*> found;
  const Datum* section = root.find("Resources");
  if (section == nullptr) return found;
  for (const DatumMember& each : section->members) {
    if (!within.empty()) {
      const ElementOrigin* origin = unit->origin_of(each.key);
      if (origin == nullptr || !is_at_or_below(origin->path, within)) continue;
    }
    found.push_back(&each);
  }
  return found;
}

std::string TemplateState::undecided(const Datum& entry) const {
  const Datum* condition = is_deployed() ? entry.find("Condition") : nullptr;
  return condition == nullptr ? std::string() : condition->text;
}

std::string_view type_of(const Datum& resource) {
  const Datum* type = resource.find("Type");
  return type == nullptr ? std::string_view() : std::string_view(type->text);
}

std::string origin_text(const StackUnit& unit, std::string_view logical_id) {
  const ElementOrigin* origin = unit.origin_of(logical_id);
  if (origin == nullptr) return {};
  std::string text = "made by " + origin->path;
  if (origin->source.line != 0) {
    text.append(", ").append(origin->source.file).append(1, ':');
    text += std::to_string(origin->source.line);
  }
  return text;
}

}  // namespace omnitrack::assertions
