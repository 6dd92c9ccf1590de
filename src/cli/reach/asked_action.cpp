#include "cli/reach/asked_action.hpp"

#include <algorithm>

#include "cli/failure.hpp"
#include "cli/page/printable.hpp"
#include "schema/iam_actions.hpp"
#include "support/letters.hpp"

namespace omnitrack::cli {

namespace {

[[noreturn]] void refuse(const std::string& action, const std::string& nearest) {
  throw UsageError(
      "--action '" + printable(action) + "' is no action",
      nearest.empty() ? "name it as in 'dynamodb:PutItem'" : "did you mean '" + nearest + "'?");
}

/// An action in small letters with the capitals of what was written for it.
std::string with_capitals_of(std::string action, std::string_view written) {
  const std::string small = support::to_lower(written);
  std::size_t at = 0;
  for (char& c : action) {
    const std::size_t same = small.find(c, at);
    if (same == std::string::npos || same > at + 1) continue;
    c = written[same];
    at = same + 1;
  }
  return action;
}

}  // namespace

void check_action(const std::string& action) {
  const std::size_t colon = action.find(':');
  if (colon == std::string::npos || action.find_first_of("*?") != std::string::npos) {
    refuse(action, {});
  }
  const std::string service = action.substr(0, colon);
  const std::string name = action.substr(colon + 1);
  if (!schema::is_iam_service(service)) {
    const std::string nearest = schema::nearest_iam_service(service);
    refuse(action, schema::has_iam_action(nearest, name) ? nearest + ':' + name : std::string());
  }
  if (schema::has_iam_action(service, name)) return;
  const std::string nearest = schema::nearest_iam_action(service, name);
  refuse(action, nearest.empty() ? nearest : service + ':' + with_capitals_of(nearest, name));
}

void check_action_fits(const std::string& action, const std::string& resource,
                       const std::vector<std::string>& services) {
  const std::string service = support::to_lower(action.substr(0, action.find(':')));
  if (services.empty() || std::ranges::find(services, service) != services.end()) return;
  std::string list;
  for (const std::string& each : services) list += (list.empty() ? "" : ", ") + each;
  throw UsageError("--action '" + printable(action) + "' is no action on " + printable(resource),
                   "name an action of " + list);
}

}  // namespace omnitrack::cli
