#include "cli/rollback/rollback_words.hpp"

#include <algorithm>

#include "cli/failure.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "support/quoted.hpp"

namespace omnitrack::cli {

std::string_view words_for_way(deploy::RollbackWay way, std::string_view status) {
  switch (way) {
    case deploy::RollbackWay::continue_rollback:
      return "its rollback goes on (continue-update-rollback)";
    case deploy::RollbackWay::roll_back:
      return status == "CREATE_FAILED" ? "what was made of it is deleted (rollback-stack)"
                                       : "what was updated is taken back (rollback-stack)";
    case deploy::RollbackWay::cancel_update:
      return "the update is stopped and taken back (cancel-update-stack)";
    case deploy::RollbackWay::none:
      break;
  }
  return {};
}

std::string hint_without_way(std::string_view status, const std::string& stack,
                             const std::string& program) {
  const std::string run = "'" + program + ' ';
  const std::string name = ' ' + printable(stack) + "'";
  if (status == "CREATE_IN_PROGRESS") return "only its deletion stops a creation";
  if (status.ends_with("_IN_PROGRESS")) return run + "events" + name + " shows what is running";
  if (status == "ROLLBACK_FAILED" || status == "DELETE_FAILED") {
    return run + "diagnose" + name + " tells why; then delete it again";
  }
  if (status.find("ROLLBACK") != std::string_view::npos) {
    return "that has happened: " + run + "diagnose" + name + " tells why";
  }
  return "deploy an earlier version of the app to go back";
}

void check_skipped(const std::vector<std::string>& skipped,
                   const std::vector<deploy::StuckResource>& stuck, const std::string& stack) {
  std::vector<std::string_view> names;
  names.reserve(stuck.size());
  for (const deploy::StuckResource& each : stuck) names.emplace_back(each.logical_id);
  for (const std::string& each : skipped) {
    const bool is_nested = each.find('.') != std::string::npos;
    if (is_nested || std::ranges::find(names, each) != names.end()) continue;
    std::string hint = did_you_mean(each, names);
    if (hint.empty() && !names.empty()) {
      hint = "those that do: " + printable(listed(names, ", "));
    }
    throw Failure("the resource " + support::quoted(printable(each)) +
                      " does not stop the rollback of " + support::quoted(printable(stack)),
                  hint);
  }
}

}  // namespace omnitrack::cli
