#include "omnitrack/visitors/log_retention.hpp"

#include <string>

#include "report.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack {

void LogRetention::operator()(Resource& resource) const {
  auto* log_group = resource.as<cfn::logs::LogGroup>();
  if (log_group == nullptr) return;
  Value<std::int64_t>& days = log_group->props.retention_in_days;
  if (!days.is_set() && default_retention.number() != 0) days = default_retention.value();
  if (!days.is_set()) {
    if (!most.is_set()) return;
    return visitors::report(
        resource, only_warns, codes::OT3803, "it keeps its events for ever",
        "set a retention of " + std::to_string(most.number()) + " days at most");
  }
  if (days.node().kind != NodeKind::integer) return;
  const std::int64_t number = days.node().integer;
  const bool is_less = least.is_set() && number < least.number();
  const bool is_more = most.is_set() && number > most.number();
  if (!is_less && !is_more) return;
  visitors::report(resource, only_warns, codes::OT3803,
                   "it keeps its events for " + std::to_string(number) + " days",
                   "set a retention of " + std::to_string((is_less ? least : most).number()) +
                       (is_less ? " days at least" : " days at most"));
}

}  // namespace omnitrack
