#include <algorithm>
#include <optional>
#include <unordered_set>

#include "diff/effects/copies.hpp"
#include "diff/refusals/refusal_check.hpp"
#include "meaning/canonical.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

namespace {

using meaning::only_value;

constexpr std::string_view version_type = "AWS::Lambda::Version";

/// Whether there is nothing new in a function that a version could have.
bool is_unchanged(const StackDiff& diff, std::string_view function) {
  const ResourceChange* change = diff.find(function);
  return change == nullptr ||
         (change->before != nullptr && change->after != nullptr && !change->is_replaced() &&
          std::ranges::none_of(change->changes, [change](const Change& each) {
            return is_copied(change->type_name, each);
          }));
}

/// The functions that the old template has a version of.
std::unordered_set<std::string_view> functions_with_versions(const StackDiff& diff) {
  std::unordered_set<std::string_view> functions;
  for (const tmpl::ResourceEntry& each : diff.written_before()->resources()) {
    if (each.type_name != version_type) continue;
    const tmpl::Node* named = only_value(*diff.written_before(), each, "FunctionName");
    if (named != nullptr) functions.insert(meaning::referred_id(*named));
  }
  return functions;
}

}  // namespace

// https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html
void refuse_same_versions(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const StackDiff& diff = diffs[stack];
    if (diff.before == nullptr || diff.after == nullptr) continue;
    std::optional<std::unordered_set<std::string_view>> versioned;
    for (const ResourceChange& change : diff.resources) {
      if (change.type_name != version_type || !change.is_made()) continue;
      const tmpl::ResourceEntry* written = diff.written_after()->find_resource(change.logical_id);
      if (written == nullptr) continue;
      const tmpl::Node* named = only_value(*diff.written_after(), *written, "FunctionName");
      const std::string_view function =
          named == nullptr ? std::string_view() : meaning::referred_id(*named);
      if (function.empty() || !is_unchanged(diff, function)) continue;
      if (!versioned) versioned = functions_with_versions(diff);
      if (!versioned->contains(function)) continue;
      report_refusal(refusals, as_error(codes::OT5141), stack, change.logical_id, change.type_name,
                     {.path = meaning::property_path("FunctionName"),
                      .what = "'" + std::string(function) +
                              "' has changed in nothing that a version holds, and there is a "
                              "version of it already",
                      .hint = "keep the logical id of the old version, or change the function too",
                      .is_certain = false});
    }
  }
}

}  // namespace omnitrack::diff
