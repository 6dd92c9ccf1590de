#include <map>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/canonical.hpp"
#include "omnitrack/codes.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

using meaning::only_value;
using meaning::property_path;
using tmpl::Node;

namespace {

/// What the properties of a fact say, alike for resources that count together; empty where one is
/// not set, or follows from something else that changes.
std::string key_of(const StackDiff& diff, const tmpl::Index& index,
                   const tmpl::ResourceEntry& resource, const schema::AtMost& fact) {
  std::string key(resource.type_name);
  for (std::uint32_t i = 0; i < fact.properties.size(); ++i) {
    const Node* value = only_value(index, resource, fact.properties[i]);
    if (value == nullptr || follows_replacement(diff, *value)) return {};
    key.append(1, '\n').append(meaning::canonical_text(*value, {}));
  }
  return key;
}

void refuse_too_many_in(const StackDiff& diff, std::size_t stack, std::vector<Refusal>& refusals) {
  std::map<std::string, std::size_t> counts;
  for (const tmpl::ResourceEntry& each : diff.before->resources()) {
    const auto fact = schema::fact_of<schema::AtMost>(each.type_name);
    if (fact) ++counts[key_of(diff, *diff.before, each, *fact)];
  }
  for (const ResourceChange& change : diff.resources) {
    const auto fact = schema::fact_of<schema::AtMost>(change.type_name);
    if (!fact || !change.is_made()) continue;
    const std::string key = key_of(diff, *diff.after, *change.after, *fact);
    if (key.empty() || ++counts[key] <= fact->count) continue;
    report_refusal(
        refusals, as_error(codes::OT5124), stack, change.logical_id, change.type_name,
        {.path = property_path(fact->properties[0]),
         .what = "there can be " + std::to_string(fact->count) + " " + std::string(fact->what) +
                 ", and the old ones go only after this one is made",
         .hint = "keep the logical id of one, or remove one in a deployment before",
         .is_certain = is_surely_made(diff, change)});
  }
}

}  // namespace

void refuse_too_many(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const StackDiff& diff = diffs[stack];
    if (diff.before != nullptr && diff.after != nullptr) refuse_too_many_in(diff, stack, refusals);
  }
}

}  // namespace omnitrack::diff
