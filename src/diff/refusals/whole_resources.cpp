#include <algorithm>
#include <array>

#include "diff/changes/sam_types.hpp"
#include "diff/effects/protections.hpp"
#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::cases_at;
using meaning::only_case;
using meaning::property_path;

namespace {

/// Whether the physical resource is deleted at the end.
bool is_deleted(const ResourceChange& change) {
  const bool goes = change.action == Action::remove || change.is_replaced();
  return goes && change.before != nullptr && change.disposition != Disposition::retained;
}

/// A type that is deleted only when nothing is in it.
struct Full {
  std::string_view type;
  std::string_view data;
  std::string_view empties = {};  ///< the property by which the service empties it; may be empty
};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html
// and the page of each type.
constexpr auto full_types = std::to_array<Full>({
    {"AWS::Athena::WorkGroup", "queries", "RecursiveDeleteOption"},
    {"AWS::Backup::BackupVault", "recovery points"},
    {"AWS::ECR::PublicRepository", "images"},
    {"AWS::ECR::Repository", "images", "EmptyOnDelete"},
    {"AWS::Route53::HostedZone", "records that are not in the template"},
    {"AWS::S3::Bucket", "objects"},
    {"AWS::S3Express::DirectoryBucket", "objects"},
    {"AWS::S3Tables::TableBucket", "tables"},
    {"AWS::Timestream::Database", "tables that are not in the template"},
});

}  // namespace

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html
void refuse_type_change(const RefusalCheck& check) {
  const ResourceChange& change = check.change;
  if (change.before == nullptr || change.after == nullptr) return;
  const std::string_view before = change.before->type_name;
  const std::string_view after = change.after->type_name;
  if (before.empty() || after.empty() || deployed_type(before) == deployed_type(after)) return;
  check.report(codes::OT5107, {.path = "/Type",
                               .what = "the type changes from " + std::string(before) + " to " +
                                       std::string(after) + ", under one logical id",
                               .hint = "give the new resource another logical id"});
}

void refuse_protected_deletion(const RefusalCheck& check) {
  const ResourceChange& change = check.change;
  if (!is_deleted(change)) return;
  const std::string_view protection = deletion_protection_of(*check.diff.before, *change.before);
  if (protection.empty()) return;
  const bool is_gone_stack = check.diff.after == nullptr;
  check.report(codes::OT5110,
               {.path = property_path(protection),
                .what = "it is protected from deletion, so that the service refuses to delete it" +
                        std::string(is_gone_stack ? ", and the stack with it"
                                                  : "; it stays, outside of the stack"),
                .hint = "switch '" + std::string(protection) +
                        "' off in a deployment before, if it shall go",
                .is_certain = change.action != Action::may_replace && !change.may_not_happen});
}

void refuse_deletion_of_full(const RefusalCheck& check) {
  const ResourceChange& change = check.change;
  if (!is_deleted(change)) return;
  const auto found = std::ranges::find(full_types, change.before->type_name, &Full::type);
  if (found == full_types.end()) return;
  if (!found->empties.empty()) {
    const Case empties = only_case(cases_at(*check.diff.before, *change.before, found->empties));
    if (meaning::known_boolean(empties.value) == true) return;
  }
  check.report(codes::OT5121, {.path = {},
                               .what = "the service refuses to delete it while there are " +
                                       std::string(found->data) + " in it",
                               .hint = "empty it before, if it shall go"});
}

}  // namespace omnitrack::diff
