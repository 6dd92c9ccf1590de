#include <algorithm>
#include <array>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "support/letters.hpp"
#include "support/type_rows.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::property_path;

namespace {

/// A property that an update cannot change, and that replaces nothing either.
struct Fixed {
  enum class Since : std::uint8_t { creation, first_set };
  std::string_view type;
  std::string_view way;
  std::string_view without = {};  ///< what holds where it is left out; empty where not known
  Since since = Since::creation;
  bool is_certain = true;  ///< false where the page only says that updates are not supported
};

// Sorted by type. Told on the page of the type or of its property:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-SERVICE-TYPE.html
constexpr auto all_fixed = std::to_array<Fixed>({
    {"AWS::AppSync::ApiCache", "AtRestEncryptionEnabled", "false"},
    {"AWS::AppSync::ApiCache", "TransitEncryptionEnabled", "false"},
    {"AWS::Backup::LogicallyAirGappedBackupVault", "MpaApprovalTeamArn", "",
     Fixed::Since::first_set},
    {"AWS::CloudFormation::Stack", "TimeoutInMinutes", "", Fixed::Since::creation, false},
    {"AWS::CloudFormation::WaitCondition", "Count", "1"},
    {"AWS::CloudFormation::WaitCondition", "Handle"},
    {"AWS::CloudFormation::WaitCondition", "Timeout"},
    {"AWS::CloudTrail::EventDataStore", "KmsKeyId", "", Fixed::Since::first_set},
    {"AWS::EC2::Volume", "AvailabilityZone"},
    {"AWS::EC2::Volume", "Encrypted"},
    {"AWS::EC2::Volume", "KmsKeyId"},
    {"AWS::EC2::Volume", "MultiAttachEnabled", "false"},
    {"AWS::EC2::Volume", "SnapshotId"},
    {"AWS::FMS::ResourceSet", "Name"},
    {"AWS::GameLift::ContainerFleet", "FleetRoleArn"},
    {"AWS::GlobalAccelerator::Accelerator", "IpAddresses"},
    {"AWS::IoTAnalytics::Datastore", "FileFormatConfiguration"},
    {"AWS::KMS::Key", "KeySpec", "SYMMETRIC_DEFAULT"},
    {"AWS::KMS::Key", "KeyUsage", "ENCRYPT_DECRYPT"},
    {"AWS::KMS::Key", "MultiRegion", "false"},
    {"AWS::KMS::Key", "Origin", "AWS_KMS"},
    {"AWS::MediaConnect::Bridge", "Name"},
    {"AWS::Organizations::Account", "AccountName"},
    {"AWS::Organizations::Account", "Email"},
    {"AWS::Organizations::Account", "RoleName", "OrganizationAccountAccessRole"},
    {"AWS::PaymentCryptography::Key", "Exportable"},
    {"AWS::PaymentCryptography::Key", "KeyAttributes"},
    {"AWS::WAFv2::RuleGroup", "Capacity"},
    {"AWS::WorkSpaces::Workspace", "BundleId"},
    {"AWS::WorkSpaces::Workspace", "RootVolumeEncryptionEnabled", "false"},
    {"AWS::WorkSpaces::Workspace", "UserVolumeEncryptionEnabled", "false"},
    {"AWS::WorkSpaces::Workspace", "VolumeEncryptionKey"},
    {"AWS::XRay::SamplingRule", "SamplingRule/Version"},
});
static_assert(std::ranges::is_sorted(all_fixed, {}, &Fixed::type));

/// Whether a value is what holds without it.
bool is_default(const Fixed& fixed, const Case& one) {
  if (one.value == nullptr) return one.is_seen;
  const auto text = meaning::known_text(one.value);
  return text && !fixed.without.empty() && support::same_but_for_case(*text, fixed.without);
}

/// Whether a value is written out, without a function that may give anything.
bool is_written_out(const Case& one) {
  if (one.value == nullptr) return one.is_seen;
  return meaning::known_text(one.value).has_value() ||
         (!one.value->is_scalar() && !one.value->is_call());
}

void check_fixed(const RefusalCheck& check, const Fixed& fixed) {
  for_each_difference(check, fixed.way, [&](const Case& before, const Case& after, bool is_always) {
    if (fixed.since == Fixed::Since::first_set && before.value == nullptr) return;
    if (is_default(fixed, before) && is_default(fixed, after)) return;
    // Where it is left out on one side only, the value that was there may be the same.
    const bool is_known =
        is_written_out(before) && is_written_out(after) &&
        ((before.value != nullptr && after.value != nullptr) || !fixed.without.empty());
    check.report(codes::OT5105, {.path = property_path(fixed.way),
                                 .what = "'" + std::string(fixed.way) +
                                         "' is set when it is made, and an update of it is refused",
                                 .hint = "leave it as it is deployed, or make another one under "
                                         "another logical id",
                                 .is_certain = is_always && is_known && fixed.is_certain});
  });
}

}  // namespace

void refuse_fixed_properties(const RefusalCheck& check) {
  for (const Fixed& each : support::rows_of_type(all_fixed, check.change.type_name)) {
    check_fixed(check, each);
  }
}

}  // namespace omnitrack::diff
