#include <algorithm>
#include <array>

#include "meaning/sam/values.hpp"
#include "omnitrack/codes.hpp"
#include "validate/sam/sam.hpp"

namespace omnitrack::validate {

using meaning::sam::is_given;
using meaning::sam::value_at;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

// What the authorizers of an HTTP API may have, by kind.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/
// sam-property-httpapi-httpapiauth.html
constexpr auto of_tokens =
    std::to_array<std::string_view>({"AuthorizationScopes", "IdentitySource", "JwtConfiguration"});
constexpr auto of_functions = std::to_array<std::string_view>(
    {"AuthorizerPayloadFormatVersion", "EnableFunctionDefaultPermissions", "EnableSimpleResponses",
     "FunctionArn", "FunctionInvokeRole", "Identity"});

void check_needed(const SamContext& context, const Member& authorizer,
                  std::span<const std::string_view> needed) {
  for (const std::string_view each : needed) {
    if (is_given(authorizer.value.find(each))) continue;
    context.error_at_key(
        codes::OT5013, authorizer,
        "the authorizer " + sam_quoted(authorizer.key()) + " needs " + sam_quoted(each));
  }
}

void check_http_authorizer(const SamContext& context, const Member& authorizer) {
  static constexpr std::array<std::string_view, 2> for_tokens{"JwtConfiguration", "IdentitySource"};
  static constexpr std::array<std::string_view, 2> for_functions{"FunctionArn",
                                                                 "AuthorizerPayloadFormatVersion"};
  const bool has_tokens = is_given(authorizer.value.find("JwtConfiguration"));
  const std::span<const std::string_view> others =
      has_tokens ? std::span<const std::string_view>(of_functions) : of_tokens;
  for (const Member& each : authorizer.value.members()) {
    if (each.value.is(Kind::null) || std::ranges::find(others, each.key()) == others.end())
      continue;
    context.error_at_key(codes::OT5013, each,
                         sam_quoted(each.key()) + " is for authorizers " +
                             (has_tokens ? "with a 'FunctionArn'" : "with a 'JwtConfiguration'") +
                             " alone");
  }
  check_needed(context, authorizer, has_tokens ? for_tokens : for_functions);
}

void check_rest_authorizer(const SamContext& context, const Member& authorizer) {
  const Node* payload = authorizer.value.find("FunctionPayloadType");
  if (payload == nullptr || payload->text() != "REQUEST") return;
  const Node* identity = authorizer.value.find("Identity");
  if (identity != nullptr && identity->is_call()) return;
  for (const std::string_view each : {"Headers", "QueryStrings", "StageVariables", "Context"}) {
    if (is_given(value_at(identity, each))) return;
  }
  const Node* again = value_at(identity, "ReauthorizeEvery");
  if (again != nullptr && (again->is_call() || again->text() == "0")) return;
  context.error_at_key(codes::OT5013, authorizer,
                       "an authorizer of 'FunctionPayloadType: REQUEST' needs an 'Identity' with "
                       "'Headers', 'QueryStrings', 'StageVariables' or 'Context'");
}

void check_default(const SamContext& context, const Node& auth, bool is_rest) {
  const Node* given = auth.find("DefaultAuthorizer");
  const Node* known = auth.find("Authorizers");
  if (!is_given(given) || !given->is(Kind::string)) return;
  if (known != nullptr && known->is_call()) return;
  if (is_rest && (!is_given(known) || given->text() == "AWS_IAM")) return;
  const Node* iam = auth.find("EnableIamAuthorizer");
  if (given->text() == "AWS_IAM" && iam != nullptr && (iam->is_call() || iam->text() == "true")) {
    return;
  }
  if (known != nullptr && is_given(known->find(given->text()))) return;
  context.error(
      codes::OT5013, *given, "the API has no authorizer " + sam_quoted(given->text()),
      known == nullptr ? "add it to 'Authorizers'" : did_you_mean(given->text(), keys_of(*known)));
}

void check_origins(const SamContext& context, const Node* cors, bool is_rest) {
  if (cors == nullptr || !cors->is(Kind::map) || cors->is_call()) return;
  const Node* credentials = cors->find("AllowCredentials");
  if (credentials == nullptr || !credentials->is(Kind::boolean) || credentials->text() != "true") {
    return;
  }
  const Node* origins = cors->find(is_rest ? "AllowOrigin" : "AllowOrigins");
  const bool is_any = is_rest
                          ? origins == nullptr || origins->text() == "'*'"
                          : origins != nullptr && origins->count == 1 &&
                                !origins->items().empty() && origins->items().front().text() == "*";
  if (!is_any) return;
  context.error(codes::OT5012, *credentials,
                "credentials cannot be allowed for every origin, which no browser takes",
                "name the origins");
}

}  // namespace

void check_api(const SamContext& context, const SamSubject& subject) {
  const bool is_rest = subject.type == "AWS::Serverless::Api";
  if (!is_rest && subject.type != "AWS::Serverless::HttpApi") return;
  check_origins(context, subject.properties.find(is_rest ? "Cors" : "CorsConfiguration"), is_rest);
  const Node* auth = subject.properties.find("Auth");
  if (auth == nullptr || auth->is_call() || !auth->is(Kind::map)) return;
  check_default(context, *auth, is_rest);
  const Node* authorizers = auth->find("Authorizers");
  if (authorizers == nullptr || authorizers->is_call()) return;
  for (const Member& each : authorizers->members()) {
    if (!each.value.is(Kind::map) || each.value.is_call()) continue;
    if (is_rest) {
      check_rest_authorizer(context, each);
    } else {
      check_http_authorizer(context, each);
    }
  }
}

}  // namespace omnitrack::validate
