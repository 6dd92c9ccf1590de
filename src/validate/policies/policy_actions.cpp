#include <algorithm>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "schema/iam_actions.hpp"
#include "support/letters.hpp"
#include "validate/policies/policy.hpp"

namespace omnitrack::validate {

using meaning::for_each_item;
using meaning::known_text;
using meaning::Path;
using tmpl::Kind;
using tmpl::Node;

namespace {

std::string did_you_mean_action(std::string_view service, const std::string& nearest) {
  return nearest.empty() ? std::string()
                         : "did you mean '" + std::string(service) + ':' + nearest + "'?";
}

/// The actions that a role's trust policy may allow.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
bool may_be_trusted(std::string_view action) {
  static constexpr std::array<std::string_view, 3> others{"tagsession", "setsourceidentity",
                                                          "setcontext"};
  return action.starts_with("assumerole") || action.find_first_of("*?") != std::string_view::npos ||
         std::ranges::find(others, action) != others.end();
}

void check_trusted(const PolicyScope& scope, const Node& at, const Path& path,
                   std::string_view text, std::string_view service, std::string_view action) {
  if (service == "sts" && may_be_trusted(action)) return;
  scope.report.error(codes::OT4522, at, path,
                     "'" + std::string(text) + "' cannot be allowed by a trust policy",
                     "use 'sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', "
                     "'sts:AssumeRoleWithSAML' or 'sts:TagSession'");
}

void check_action(const PolicyScope& scope, const Node& at, const Path& path,
                  std::string_view text) {
  if (text.find("${") != std::string_view::npos) return;  // for the checks of Fn::Sub to tell
  if (text == "*") return;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) {
    std::string message = "'" + std::string(text) + "' names no service";
    std::string hint = "write 'service:Action', or '*' for all";
    if (scope.rules.kind == PolicyKind::resource) {
      scope.report.warning(codes::OT4518, at, path, std::move(message), std::move(hint));
    } else {
      scope.report.error(codes::OT4518, at, path, std::move(message), std::move(hint));
    }
    return;
  }
  const std::string service = support::to_lower(text.substr(0, colon));
  const std::string_view action = text.substr(colon + 1);
  if (service.find_first_of("*?") != std::string::npos) return;
  if (scope.rules.kind == PolicyKind::trust) {
    check_trusted(scope, at, path, text, service, support::to_lower(action));
    return;
  }
  if (!schema::is_iam_service(service)) {
    const std::string nearest = schema::nearest_iam_service(service);
    scope.report.warning(
        codes::OT4519, at, path,
        "no service has the prefix '" + service + "' of '" + std::string(text) + "'",
        nearest.empty() ? std::string() : "did you mean '" + nearest + "'?");
    return;
  }
  const std::string_view only = scope.rules.only_service;
  if (!only.empty() && service != only) {
    scope.report.error(codes::OT4521, at, path,
                       "'" + std::string(text) + "' is no action of '" + std::string(only) +
                           "', the only service that this policy can speak of");
    return;
  }
  if (!schema::has_iam_action(service, action)) {
    scope.report.warning(
        codes::OT4520, at, path,
        "the service '" + service + "' has no action '" + std::string(action) + "'",
        did_you_mean_action(service, schema::nearest_iam_action(service, action)));
  }
}

}  // namespace

void check_policy_actions(const PolicyScope& scope, const Node& actions, const Path& path) {
  if (actions.is(Kind::list) && actions.items().empty()) {
    scope.report.error(codes::OT4507, actions, path, "the statement's list of actions is empty");
    return;
  }
  for_each_item(actions, path, [&](const Node& item, const Path& at) {
    if (item.is_call()) return;
    if (!item.is_scalar()) {
      scope.report.error(codes::OT4531, item, at, "an action is a text such as 's3:GetObject'");
      return;
    }
    if (const auto text = known_text(&item)) check_action(scope, item, at, *text);
  });
}

}  // namespace omnitrack::validate
