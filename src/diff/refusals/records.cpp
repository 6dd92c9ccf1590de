#include <algorithm>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "support/letters.hpp"

namespace omnitrack::diff {

namespace {

using meaning::find_value;
using tmpl::Node;

/// A record of a zone, as it is before or after the update.
struct Record {
  const ResourceChange* change = nullptr;
  std::string_view zone_way;  ///< the property that names the zone
  std::string zone;
  std::string name;
  std::string_view type;
  std::string set;

  [[nodiscard]] bool is_cname() const { return type == "CNAME"; }
  [[nodiscard]] bool is_same(const Record& other) const {
    return type == other.type && name == other.name && zone_way == other.zone_way &&
           zone == other.zone;
  }
};

class Records {
 public:
  explicit Records(const StackDiff& diff) : diff_(diff) {}

  /// The records that a resource makes; those of which not all is known are left out.
  std::vector<Record> of(const ResourceChange& change, const tmpl::ResourceEntry* resource) {
    std::vector<Record> records;
    if (resource == nullptr || resource->properties == nullptr) return records;
    if (resource->type_name == "AWS::Route53::RecordSet") {
      add(records, change, *resource->properties, *resource->properties);
    } else if (resource->type_name == "AWS::Route53::RecordSetGroup") {
      const Node* list = find_value(resource->properties, "RecordSets");
      if (list == nullptr) return records;
      for (const Node& each : list->items()) add(records, change, *resource->properties, each);
    }
    return records;
  }

 private:
  void add(std::vector<Record>& records, const ResourceChange& change, const Node& zone_of,
           const Node& record) {
    const auto name = meaning::known_text(find_value(&record, "Name"));
    const auto type = meaning::known_text(find_value(&record, "Type"));
    if (!name || !type) return;
    for (const std::string_view way : {"HostedZoneId", "HostedZoneName"}) {
      const Node* zone = find_value(&zone_of, way);
      if (zone == nullptr || follows_replacement(diff_, *zone)) continue;
      std::string domain = support::to_lower(*name);
      if (domain.ends_with('.')) domain.pop_back();
      const Node* set = find_value(&record, "SetIdentifier");
      records.push_back({&change, way, meaning::canonical_text(*zone, {}), std::move(domain), *type,
                         set == nullptr ? std::string() : meaning::canonical_text(*set, {})});
      return;
    }
  }

  const StackDiff& diff_;
};

/// Records by their names.
class NamedRecords {
 public:
  /// The records stay where they are.
  explicit NamedRecords(const std::vector<Record>& records) {
    for (const Record& each : records) named_[each.name].push_back(&each);
  }

  /// In their order.
  [[nodiscard]] std::span<const Record* const> of(const std::string& name) const {
    const auto found = named_.find(name);
    if (found == named_.end()) return {};
    return found->second;
  }

  /// Whether the resource of a record has the same one here.
  [[nodiscard]] bool has(const Record& record) const {
    return std::ranges::any_of(of(record.name), [&record](const Record* each) {
      return each->change == record.change && each->is_same(record);
    });
  }

 private:
  std::unordered_map<std::string_view, std::vector<const Record*>> named_;
};

class RecordCheck {
 public:
  RecordCheck(const StackDiff& diff, std::size_t stack, std::vector<Refusal>& refusals)
      : diff_(diff), stack_(stack), refusals_(refusals) {}

  void check() {
    Records records(diff_);
    std::vector<Record> before;
    std::vector<Record> after;
    for (const ResourceChange& each : diff_.resources) {
      for (Record& old : records.of(each, each.before)) before.push_back(std::move(old));
      for (Record& made : records.of(each, each.after)) after.push_back(std::move(made));
    }
    const NamedRecords old_ones(before);
    const NamedRecords new_ones(after);
    for (const Record& made : after) {
      if (!made.change->is_made() && old_ones.has(made)) continue;
      for (const Record* old : old_ones.of(made.name)) {
        if (report_pair(*old, made, new_ones)) break;
      }
    }
  }

 private:
  bool report_pair(const Record& old, const Record& made, const NamedRecords& new_ones) {
    const bool goes = old.change->goes();
    if (!goes && (old.change == made.change || new_ones.has(old))) return false;
    if (old.is_cname() != made.is_cname()) {
      if (old.change == made.change || old.zone_way != made.zone_way || old.zone != made.zone) {
        return false;
      }
      report_cname(old, made, goes);
      return true;
    }
    if (!goes || old.zone_way == made.zone_way || old.type != made.type || old.set != made.set) {
      return false;
    }
    report(made,
           "the record '" + made.name + "' may be in the zone that " + quoted(old) +
               " names otherwise, and the old one goes only after this one is made",
           "name the zone as before, or remove the record in a deployment before", false);
    return true;
  }

  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
  void report_cname(const Record& old, const Record& made, bool goes) {
    const std::string old_one =
        "the " + std::string(old.type) + " record '" + old.name + "' of " + quoted(old);
    report(made,
           old_one + (goes ? " goes only after this one is made" : " may be there still") +
               ", and a CNAME record stands alone under its name",
           "change " + quoted(old) + " in place of a new one, or remove it in a deployment before",
           goes && is_unconditional(diff_.before, old.change->before));
  }

  void report(const Record& made, std::string what, std::string hint, bool is_certain) {
    report_refusal(refusals_, as_error(codes::OT5109), stack_, made.change->logical_id,
                   made.change->type_name,
                   {.path = {},
                    .what = std::move(what),
                    .hint = std::move(hint),
                    .is_certain = is_certain && is_surely_made(diff_, *made.change)});
  }

  static std::string quoted(const Record& record) {
    return "'" + std::string(record.change->logical_id) + "'";
  }

  const StackDiff& diff_;
  std::size_t stack_;
  std::vector<Refusal>& refusals_;
};

}  // namespace

void refuse_records(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const StackDiff& diff = diffs[stack];
    if (diff.before != nullptr && diff.after != nullptr) RecordCheck(diff, stack, refusals).check();
  }
}

}  // namespace omnitrack::diff
