#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::Cases;
using meaning::only_case;
using meaning::only_value;
using meaning::property_path;

namespace {

/// Some file systems for ONTAP can shrink.
bool may_shrink(const RefusalCheck& check) {
  if (!check.is_type("AWS::FSx::FileSystem")) return false;
  const tmpl::Node* type = only_value(*check.diff.after, *check.change.after, "FileSystemType");
  const auto known = meaning::known_text(type);
  return !known || *known == "ONTAP";
}

}  // namespace

void refuse_smaller_sizes(const RefusalCheck& check) {
  for (const schema::GrowsOnly& each :
       schema::facts_of<schema::GrowsOnly>(check.change.type_name)) {
    if (may_shrink(check)) continue;
    for_each_difference(
        check, each.path, [&](const Case& before, const Case& after, bool is_always) {
          const auto old_size = meaning::known_integer(before.value);
          const auto new_size = meaning::known_integer(after.value);
          if (!old_size || !new_size || *new_size >= *old_size) return;
          check.report(codes::OT5111,
                       {.path = property_path(each.path),
                        .what = "'" + std::string(each.path) + "' cannot shrink from " +
                                std::to_string(*old_size) + " to " + std::to_string(*new_size),
                        .hint = "keep " + std::to_string(*old_size) +
                                ", or make another one and move the data",
                        .is_certain = is_always});
        });
  }
}

// https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html
void refuse_shard_counts(const RefusalCheck& check) {
  if (!check.is_type("AWS::Kinesis::Stream")) return;
  for (const Cases& mode : {check.before("StreamModeDetails/StreamMode"),
                            check.after("StreamModeDetails/StreamMode")}) {
    const Case one = only_case(mode);
    if (!one.is_seen || (one.value != nullptr && meaning::known_text(one.value) != "PROVISIONED")) {
      return;
    }
  }
  for_each_difference(
      check, "ShardCount", [&check](const Case& before, const Case& after, bool is_always) {
        const auto old_count = meaning::known_integer(before.value);
        const auto new_count = meaning::known_integer(after.value);
        if (!old_count || !new_count || *old_count < 1 || *new_count < 1) return;
        const std::int64_t most = *old_count * 2;
        const std::int64_t least = (*old_count + 1) / 2;
        if (*new_count <= most && *new_count >= least) return;
        check.report(codes::OT5117,
                     {.path = property_path("ShardCount"),
                      .what = "one update can double or halve the shards, and this one goes from " +
                              std::to_string(*old_count) + " to " + std::to_string(*new_count),
                      .hint = "deploy 'ShardCount: " +
                              std::to_string(*new_count > most ? most : least) + "' first",
                      .is_certain = is_always,
                      .has_phases = true});
      });
}

}  // namespace omnitrack::diff
