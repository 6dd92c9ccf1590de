#include "cli/adopt/loss_lines.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace omnitrack::cli {

namespace {

using Words = std::pair<std::string_view, std::string_view>;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
constexpr std::array<Words, 3> policies{Words{"Retain", "retain"}, Words{"Snapshot", "snapshot"},
                                        Words{"RetainExceptOnCreate", "retain_except_on_create"}};

const ElementOrigin* origin_of(const AdoptionReport& report, const diff::Loss& loss) {
  const SideTemplate* made = report.after.find(report.plan.stacks[loss.stack].name);
  if (made == nullptr) return nullptr;
  const auto found = std::ranges::find_if(made->origins, [&](const ElementOrigin& each) {
    return each.kind == ConstructKind::resource && each.logical_id == loss.logical_id;
  });
  return found == made->origins.end() ? nullptr : &*found;
}

// Whether a construct with a resource of its own makes another one beside it, whose policy and
// retention are then props of that construct, if it has them.
bool is_beside_another(const AdoptionReport& report, const diff::Loss& loss,
                       std::string_view path) {
  const std::string_view parent = path.substr(0, path.rfind('/'));
  return std::ranges::any_of(
      report.plan.stacks[loss.stack].resources,
      [&](const lock::AdoptedResource& each) { return each.path == parent; });
}

std::string deployed_policy(const AdoptionReport& report, const diff::Loss& loss) {
  const tmpl::ResourceEntry* old =
      report.plan.stacks[loss.stack].old->find_resource(loss.logical_id);
  const tmpl::Node* policy =
      old == nullptr ? nullptr : old->member->value.find(loss.path.substr(1));
  if (policy == nullptr || !policy->is(tmpl::Kind::string)) return {};
  const auto found = std::ranges::find(policies, policy->text(), &Words::first);
  if (found == policies.end()) return {};
  const std::string kept = "RemovalPolicy::" + std::string(found->second);
  return ".removal_policy = " + kept + ", or set_removal_policy(" + kept + ") of a typed resource";
}

}  // namespace

std::string line_that_keeps(const AdoptionReport& report, const diff::Loss& loss) {
  const ElementOrigin* origin = origin_of(report, loss);
  if (origin == nullptr || origin->source.line == 0) return {};
  const bool is_beside = is_beside_another(report, loss, origin->path);
  std::string line;
  if (loss.path == "/Properties/RetentionInDays") {
    line = std::string(is_beside ? ".log_retention" : ".retention") + " = RetentionDays::never";
  } else if (!is_beside &&
             (loss.path == "/DeletionPolicy" || loss.path == "/UpdateReplacePolicy")) {
    line = deployed_policy(report, loss);
  }
  if (line.empty()) return {};
  return line + ", in " + std::string(origin->source.file) + ':' +
         std::to_string(origin->source.line);
}

}  // namespace omnitrack::cli
