#include "diff/effects/conditional_updates.hpp"

#include <algorithm>

#include "meaning/known.hpp"
#include "schema/facts.hpp"
#include "support/letters.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::ResourceEntry;

constexpr std::string_view properties_prefix = "/Properties/";

/// The condition of the documentation that the templates do not decide; empty where none is known.
std::string_view find_condition(std::string_view type, std::string_view property) {
  for (const schema::MayReplace& each : schema::facts_of<schema::MayReplace>(type)) {
    if (each.property.empty() || each.property == property) return each.reason;
  }
  return {};
}

std::string_view first_step(std::string_view path) { return path.substr(0, path.find('/')); }

/// Whether a path leads into what another one names; `*` stands for any step.
bool is_within(std::string_view path, std::string_view outer) {
  while (!outer.empty()) {
    const std::string_view step = first_step(outer);
    if (path.empty() || (step != "*" && step != first_step(path))) return false;
    outer.remove_prefix(std::min(step.size() + 1, outer.size()));
    path.remove_prefix(std::min(first_step(path).size() + 1, path.size()));
  }
  return true;
}

bool replaces_besides(const schema::ResourceType& type, std::string_view path) {
  for (std::uint32_t i = 0; i < type.also_replaces_count(); ++i) {
    const std::string_view other = type.also_replaces(i);
    if (is_within(path, other) || is_within(other, path)) return true;
  }
  return false;
}

void decide(Change& change, Effect effect, std::string reason) {
  change.effect = effect;
  change.reason = std::move(reason);
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-document.html
void settle_document(const ResourceEntry& after, Change& change) {
  const tmpl::Node* method = meaning::find_value(after.properties, "UpdateMethod");
  const auto known = meaning::known_text(method);
  if (known == "NewVersion") {
    decide(change, Effect::in_place, "a new version of the document, as UpdateMethod says");
  } else if (method == nullptr || known) {
    decide(change, Effect::replaces, "since UpdateMethod is not NewVersion");
  }
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-batch-computeenvironment.html
void settle_compute_environment(const ResourceEntry& after, Change& change) {
  const tmpl::Node* replace = meaning::find_value(after.properties, "ReplaceComputeEnvironment");
  const auto known = meaning::known_text(replace);
  if (known && support::to_lower(*known) == "false") {
    decide(change, Effect::in_place,
           "its instances are replaced, as ReplaceComputeEnvironment says");
  } else if (replace == nullptr || known) {
    decide(change, Effect::replaces, "since ReplaceComputeEnvironment is not false");
  }
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html
void settle_tenancy(Change& change) {
  const auto tenancy = [](const tmpl::Node* value) {
    return value == nullptr ? std::optional<std::string_view>("default")
                            : meaning::known_text(value);
  };
  const auto before = tenancy(change.before);
  const auto after = tenancy(change.after);
  if (!before || !after) return;
  if (before == after) {
    decide(change, Effect::in_place, "it is the default");
  } else {
    decide(change, after == "dedicated" ? Effect::replaces : Effect::in_place, {});
  }
}

}  // namespace

void settle_effect(const ResourceEntry& after, Change& change) {
  if (!after.type || !std::string_view(change.path).starts_with(properties_prefix)) return;
  const std::string_view path = std::string_view(change.path).substr(properties_prefix.size());
  if (replaces_besides(*after.type, path)) change.effect = Effect::replaces;
  if (change.effect != Effect::may_replace) return;
  const std::string_view property = first_step(path);
  if (after.type_name == "AWS::SSM::Document") {
    settle_document(after, change);
  } else if (after.type_name == "AWS::Batch::ComputeEnvironment") {
    settle_compute_environment(after, change);
  } else if (after.type_name == "AWS::EC2::VPC" && property == "InstanceTenancy") {
    settle_tenancy(change);
  }
  if (change.effect != Effect::may_replace || !change.reason.empty()) return;
  const std::string_view condition = find_condition(after.type_name, property);
  change.reason =
      !condition.empty()
          ? std::string(condition)
          : "CloudFormation replaces it under some conditions only, which the page of " +
                std::string(after.type_name) + " tells";
}

}  // namespace omnitrack::diff
