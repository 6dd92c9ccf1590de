#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/map.hpp>
#include <omnitrack/ssm/association.hpp>

namespace omnitrack::cfn::ssm {
class PatchBaseline;  // defined in <omnitrack/cfn/ssm.hpp>
}  // namespace omnitrack::cfn::ssm

namespace omnitrack {

namespace detail {
inline void a_patch_is_approved_after_0_to_360_days() {}
}  // namespace detail

/// The systems that patches are for.
enum class PatchSystem : std::uint8_t {
  amazon_linux_2,
  amazon_linux_2023,
  debian,
  macos,
  oracle_linux,
  red_hat,
  rocky_linux,
  suse,
  ubuntu,
  windows,
};

/// What patches are approved by themselves, and when.
struct PatchRule {
  /// How many days after a patch comes out, 0 to 360.
  CheckedNumber<detail::TimeBetween<0, 360, detail::a_patch_is_approved_after_0_to_360_days, 86400>>
      approve_after = 7;
  /// How bad it is that such a patch is missing.
  ComplianceSeverity compliance = ComplianceSeverity::unspecified;
  /// Which patches, by e.g. `CLASSIFICATION`, `PRODUCT` or `SEVERITY`; all where it is left out.
  Map<Json> filters = {};
  /// Whether those that do not mend security come too; of Linux alone.
  Bool include_non_security = false;
};

class PatchBaseline;

/// Properties of a patch baseline.
struct PatchBaselineProps {
  using Makes = PatchBaseline;
  Id id;
  /// What patches are for.
  Required<Value<std::string>, struct required_name> name;
  /// Patches that are approved by name.
  List<std::string> approved_patches = {};
  /// What it is for, 1,024 characters at most.
  Value<std::string> description = {};
  /// Whether machines of the system that are in no group take this one.
  Bool is_default = false;
  /// Groups of machines that take this one, by the value of their tag `PatchGroup`.
  List<std::string> patch_groups = {};
  /// Whether what is rejected is not installed as a part of something else either.
  Bool block_rejected = true;
  /// Patches that are refused by name.
  List<std::string> rejected_patches = {};
  /// What is approved by itself; after a week, all, where it is left out.
  Items<PatchRule> rules = {PatchRule{}};
  /// The system.
  PatchSystem system = PatchSystem::amazon_linux_2023;
};

/// Which patches machines take: AWS::SSM::PatchBaseline.
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-patch-baselines.html
class PatchBaseline final : public Construct {
 public:
  PatchBaseline(Attach at, const PatchBaselineProps& props);

  /// The id.
  [[nodiscard]] Value<std::string> baseline_id() const;
  /// The baseline's own resource.
  [[nodiscard]] cfn::ssm::PatchBaseline& resource() { return resource_; }

 private:
  cfn::ssm::PatchBaseline& resource_;
};

}  // namespace omnitrack
