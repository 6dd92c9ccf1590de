#include <algorithm>
#include <map>
#include <optional>

#include "diff/changes/table_indexes.hpp"
#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "meaning/value_spec.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Case;
using meaning::cases_below;
using meaning::item_spec;
using meaning::only_case;
using meaning::property_path;
using meaning::spec_of;
using meaning::ValueSpec;
using tmpl::Kind;
using tmpl::Node;
using Named = std::map<std::string_view, const Node*>;

bool is_table(const RefusalCheck& check) {
  return check.is_type("AWS::DynamoDB::Table") || check.is_type("AWS::DynamoDB::GlobalTable");
}

/// The items of a list by their names; nothing where one is not seen.
std::optional<Named> items_by(const Case& list, std::string_view name) {
  Named items;
  if (!list.is_seen) return std::nullopt;
  if (list.value == nullptr) return items;
  if (!list.value->is(Kind::list)) return std::nullopt;
  for (const Node& each : list.value->items()) {
    const auto known = each.is_call() ? std::nullopt : meaning::known_text(each.find(name));
    if (!known) return std::nullopt;
    items.emplace(*known, &each);
  }
  return items;
}

/// Names that are in one of the two only.
std::vector<std::string_view> names_without(const Named& from, const Named& others) {
  std::vector<std::string_view> names;
  for (const auto& [name, item] : from) {
    if (!others.contains(name)) names.push_back(name);
  }
  return names;
}

std::string quoted_list(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += i == 0 ? "'" : i + 1 == names.size() ? " and '" : ", '";
    text.append(names[i]).append(1, '\'');
  }
  return text;
}

std::string join_parts(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& each : parts) text += (text.empty() ? "" : ", ") + each;
  return text;
}

/// Indexes that keep their name and get other keys, or project something else.
std::vector<std::string_view> changed_indexes(const Named& before, const Named& after,
                                              const ValueSpec& index) {
  std::vector<std::string_view> changed;
  for (const auto& [name, old_index] : before) {
    const auto found = after.find(name);
    if (found == after.end()) continue;
    if (!is_same_index(*old_index, *found->second, index)) changed.push_back(name);
  }
  return changed;
}

}  // namespace

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
// An index that changes under its name is deleted and created.
void refuse_index_changes(const RefusalCheck& check) {
  if (!is_table(check)) return;
  constexpr std::string_view way = "GlobalSecondaryIndexes";
  const ValueSpec index = item_spec(spec_of(*check.change.after, way));
  for_each_difference(check, way, [&](const Case& old_case, const Case& new_case, bool is_always) {
    const auto before = items_by(old_case, "IndexName");
    const auto after = items_by(new_case, "IndexName");
    if (!before || !after) return;
    const auto created = names_without(*after, *before);
    const auto deleted = names_without(*before, *after);
    const auto changed = changed_indexes(*before, *after, index);
    if (created.size() + deleted.size() + 2 * changed.size() <= 1) return;
    std::vector<std::string> parts;
    if (!created.empty()) parts.push_back("creates " + quoted_list(created));
    if (!deleted.empty()) parts.push_back("deletes " + quoted_list(deleted));
    if (!changed.empty()) parts.push_back("changes " + quoted_list(changed));
    check.report(
        codes::OT5101,
        {.path = property_path("GlobalSecondaryIndexes"),
         .what =
             "one update creates or deletes one global index, and this one " + join_parts(parts),
         .hint = changed.empty() ? "deploy it in steps, one index each: 'synth --phase' writes them"
                                 : "delete and create what changes, one index a step: 'synth "
                                   "--phase' writes them; or give the new one another name",
         .is_certain = is_always,
         .has_phases = true});
  });
}

// Tables of strong consistency take up to three at once.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
void refuse_replica_changes(const RefusalCheck& check) {
  if (!check.is_type("AWS::DynamoDB::GlobalTable")) return;
  const Case consistency = only_case(check.after("MultiRegionConsistency"));
  if (consistency.value != nullptr && meaning::known_text(consistency.value) != "EVENTUAL") return;
  for_each_difference(
      check, "Replicas", [&](const Case& old_case, const Case& new_case, bool is_always) {
        const auto before = items_by(old_case, "Region");
        const auto after = items_by(new_case, "Region");
        if (!before || !after) return;
        const auto added = names_without(*after, *before);
        const auto gone = names_without(*before, *after);
        if (added.size() + gone.size() <= 1) return;
        std::vector<std::string> parts;
        if (!added.empty()) parts.push_back("adds " + quoted_list(added));
        if (!gone.empty()) parts.push_back("removes " + quoted_list(gone));
        check.report(
            codes::OT5116,
            {.path = property_path("Replicas"),
             .what = "one update adds or removes one replica, and this one " + join_parts(parts),
             .hint = "deploy it in steps, one replica each",
             .is_certain = is_always && consistency.is_seen});
      });
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-timetolivespecification.html
void refuse_time_to_live_change(const RefusalCheck& check) {
  if (!is_table(check)) return;
  const auto is_on = [](const tmpl::Index& index, const Case& one) {
    return one.value != nullptr &&
           meaning::known_boolean(only_case(cases_below(index, one.value, "Enabled")).value) ==
               true;
  };
  const auto attribute = [](const tmpl::Index& index, const Case& one) {
    return meaning::known_text(only_case(cases_below(index, one.value, "AttributeName")).value);
  };
  for_each_difference(
      check, "TimeToLiveSpecification",
      [&](const Case& old_case, const Case& new_case, bool is_always) {
        const tmpl::Index& old_index = *check.diff.before;
        const tmpl::Index& new_index = *check.diff.after;
        if (!is_on(old_index, old_case) || !is_on(new_index, new_case)) return;
        const auto before = attribute(old_index, old_case);
        const auto after = attribute(new_index, new_case);
        if (!before || !after || *before == *after) return;
        check.report(codes::OT5115,
                     {.path = property_path("TimeToLiveSpecification/AttributeName"),
                      .what = "items expire by '" + std::string(*before) + "', and cannot by '" +
                              std::string(*after) + "' before that is switched off",
                      .hint = "deploy 'Enabled: false' first, with '" + std::string(*before) +
                              "', and the new attribute an hour later",
                      .is_certain = is_always});
      });
}

}  // namespace omnitrack::diff
