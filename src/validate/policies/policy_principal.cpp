#include <algorithm>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "support/letters.hpp"
#include "validate/policies/policy.hpp"
#include "validate/policies/policy_arn.hpp"
#include "validate/policies/principal_arn.hpp"

namespace omnitrack::validate {

using meaning::for_each_case;
using meaning::for_each_item;
using meaning::known_text;
using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr std::array<std::string_view, 4> principal_keys{"AWS", "CanonicalUser", "Federated",
                                                         "Service"};

bool is_service_name(std::string_view text) {
  return text.find(".amazonaws.") != std::string_view::npos ||
         text.find(".aws.") != std::string_view::npos || text.ends_with(".gov");
}

/// An account, an ARN, everyone, or the unique id that a deleted identity leaves behind.
bool is_aws_principal(std::string_view text) {
  if (text == "*" || text.starts_with("arn:")) return true;
  const auto is_id_character = [](char c) {
    return support::is_digit(c) || (c >= 'A' && c <= 'Z');
  };
  if (text.size() == 12 && std::ranges::all_of(text, support::is_digit)) return true;
  return text.size() >= 16 && text.starts_with('A') && std::ranges::all_of(text, is_id_character);
}

void check_arn(const PolicyScope& scope, const Node& value, const Path& path) {
  const auto problem = problem_of_principal_arn(arn_outline(scope.index, value));
  if (!problem) return;
  scope.report.error(codes::OT4512, value, path, problem->message, problem->hint);
}

void check_value(const PolicyScope& scope, std::string_view key, const Node& value,
                 const Path& path) {
  if (key == "AWS" && (value.is_call() || value.is_scalar())) check_arn(scope, value, path);
  if (value.is_call()) return;
  if (!value.is_scalar()) {
    scope.report.error(codes::OT4512, value, path, "a principal is a text, or a list of them");
    return;
  }
  const auto text = known_text(&value);
  if (!text || text->find("${") != std::string_view::npos) return;
  const std::string quoted = "'" + std::string(*text) + "'";
  if (key == "AWS" && !is_aws_principal(*text)) {
    scope.report.error(codes::OT4512, value, path, quoted + " is not an account, ARN or '*'",
                       is_service_name(*text) ? "write it under 'Service'"
                                              : "write 'arn:aws:iam::ACCOUNT:role/NAME', the "
                                                "account's 12 digits, or '*'");
  } else if (key == "Service" && *text != "*") {
    if (text->find('.') == std::string_view::npos) {
      scope.report.error(codes::OT4512, value, path, quoted + " is not a name of a service",
                         "write '" + std::string(*text) + ".amazonaws.com'");
    } else if (!is_service_name(*text)) {
      scope.report.warning(codes::OT4532, value, path,
                           quoted + " is not a domain of AWS's services",
                           "a service's principal ends in '.amazonaws.com'");
    }
  }
}

}  // namespace

void check_policy_principal(const PolicyScope& scope, const Node& principal, const Path& path) {
  if (scope.rules.principal != Need::required) return;
  for_each_case(principal, path, [&](const Node& value, const Path& at) {
    if (value.is_call()) return;
    if (value.is(Kind::map)) {
      for (const Member& member : value.members()) {
        const std::string_view key = member.key();
        if (key.starts_with("Fn::")) continue;
        const Path member_path(at, key);
        if (std::ranges::find(principal_keys, key) == principal_keys.end()) {
          scope.report.error_at_key(codes::OT4512, member, member_path,
                                    "'" + std::string(key) + "' is not a kind of principal",
                                    did_you_mean(key, principal_keys));
          continue;
        }
        for_each_item(member.value, member_path, [&](const Node& item, const Path& item_path) {
          check_value(scope, key, item, item_path);
        });
      }
      return;
    }
    const auto text = known_text(&value);
    if (value.is_scalar() && (!text || *text == "*")) return;
    scope.report.error(codes::OT4512, value, at,
                       "a principal is '*', or a map such as 'AWS: arn:aws:iam::…'");
  });
}

}  // namespace omnitrack::validate
