#include "omnitrack/ssm/patch_baseline.hpp"

#include <string>

#include "ssm_targets.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

namespace patches = cfn::ssm::patch_baseline;

std::string_view patch_system_name(PatchSystem system) {
  static constexpr std::string_view names[] = {
      "AMAZON_LINUX_2",          "AMAZON_LINUX_2023", "DEBIAN", "MACOS",  "ORACLE_LINUX",
      "REDHAT_ENTERPRISE_LINUX", "ROCKY_LINUX",       "SUSE",   "UBUNTU", "WINDOWS"};
  return names[static_cast<std::size_t>(system)];
}

// A rule must have a group of filters, which may be empty.
patches::PatchFilterGroup filters_of(const Map<Json>& given) {
  const Node& node = given.node();
  List<patches::PatchFilter> list = List<patches::PatchFilter>::empty();
  for (std::uint32_t i = 0; node.kind == NodeKind::object && i < node.size; ++i) {
    list.add(patches::PatchFilter{.key = as<patches::PatchFilter::Key>(node.fields[i].key),
                                  .values = List<std::string>::from_node(node.fields[i].value)});
  }
  return {.patch_filters = list};
}

patches::Rule rule_of(const PatchRule& given) {
  patches::Rule made{
      .approve_after_days = given.approve_after.value(),
      .compliance_level = as<patches::Rule::ComplianceLevel>(ssm::severity_name(given.compliance)),
      .patch_filter_group = filters_of(given.filters)};
  if (given.include_non_security) made.enable_non_security = true;
  return made;
}

}  // namespace

PatchBaseline::PatchBaseline(Attach at, const PatchBaselineProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::ssm::PatchBaselineProps{
          .id = primary(),
          .name = props.name,
          .approved_patches = props.approved_patches,
          .description = props.description,
          .operating_system =
              as<cfn::ssm::PatchBaselineProps::OperatingSystem>(patch_system_name(props.system)),
          .patch_groups = props.patch_groups,
          .rejected_patches = props.rejected_patches,
      })) {
  if (props.is_default) resource_.props.default_baseline = true;
  if (props.rejected_patches.is_set()) {
    using Action = cfn::ssm::PatchBaselineProps::RejectedPatchesAction;
    resource_.props.rejected_patches_action =
        props.block_rejected ? Action::block : Action::allow_as_dependency;
  }
  List<patches::Rule> rules;
  for (const PatchRule& each : props.rules) {
    rules.add(rule_of(each));
    if (!each.approve_after.is_broken()) continue;
    error(codes::OT2112,
          "a patch is approved after " + std::to_string(each.approve_after.number()) + " days",
          "it is 0 to 360 days");
  }
  if (rules.is_set()) resource_.props.approval_rules = patches::RuleGroup{.patch_rules = rules};
}

Value<std::string> PatchBaseline::baseline_id() const { return resource_.ref(); }

}  // namespace omnitrack
