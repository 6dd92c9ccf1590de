#include <map>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

using meaning::only_value;

namespace {

/// The log groups that services make by themselves for what is deployed, with whose they are.
std::map<std::string, std::string_view> own_log_groups(const tmpl::Index& deployed) {
  std::map<std::string, std::string_view> groups;
  for (const tmpl::ResourceEntry& each : deployed.resources()) {
    const auto fact = schema::fact_of<schema::OwnLogGroup>(each.type_name);
    if (!fact) continue;
    const auto name = meaning::known_text(only_value(deployed, each, fact->property));
    if (name) groups.emplace(std::string(fact->prefix) + std::string(*name), each.logical_id);
  }
  return groups;
}

}  // namespace

void refuse_log_groups(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const StackDiff& diff = diffs[stack];
    if (diff.before == nullptr || diff.after == nullptr) continue;
    const auto groups = own_log_groups(*diff.before);
    if (groups.empty()) continue;
    for (const ResourceChange& change : diff.resources) {
      if (change.action != Action::create || change.type_name != "AWS::Logs::LogGroup") continue;
      const auto name = meaning::known_text(only_value(*diff.after, *change.after, "LogGroupName"));
      const auto found = name ? groups.find(std::string(*name)) : groups.end();
      if (found == groups.end()) continue;
      report_refusal(refusals, as_error(codes::OT5108), stack, change.logical_id, change.type_name,
                     {.path = meaning::property_path("LogGroupName"),
                      .what = "the service makes '" + found->first + "' by itself as soon as '" +
                              std::string(found->second) + "' has run",
                      .hint = "import the log group into the stack, or delete it before",
                      .is_certain = false});
    }
  }
}

}  // namespace omnitrack::diff
