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

LossLines::LossLines(const AdoptionReport& report) : report_(report), types_(report.plan) {
  for (std::size_t stack = 0; stack < report.plan.stacks.size(); ++stack) {
    const SideTemplate* made = report.after.find(report.plan.stacks[stack].name);
    if (made == nullptr) continue;
    for (const ElementOrigin& each : made->origins) {
      if (each.kind == ConstructKind::resource)
        origins_.try_emplace({stack, each.logical_id}, &each);
    }
  }
}

std::string LossLines::line_that_keeps(const diff::Loss& loss) const {
  const auto found = origins_.find({loss.stack, loss.logical_id});
  if (found == origins_.end() || found->second->source.line == 0) return {};
  const ElementOrigin& origin = *found->second;
  // Its policy and retention are then props of the construct beside it, if that has them.
  const bool is_beside = types_.is_beside_another(origin.path);
  std::string line;
  if (loss.path == "/Properties/RetentionInDays") {
    line = std::string(is_beside ? ".log_retention" : ".retention") + " = RetentionDays::never";
  } else if (!is_beside &&
             (loss.path == "/DeletionPolicy" || loss.path == "/UpdateReplacePolicy")) {
    line = deployed_policy(report_, loss);
  }
  if (line.empty()) return {};
  return line + ", in " + std::string(origin.source.file) + ':' +
         std::to_string(origin.source.line);
}

}  // namespace omnitrack::cli
