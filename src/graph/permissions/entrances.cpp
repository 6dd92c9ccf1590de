#include "graph/permissions/entrances.hpp"

#include <algorithm>

namespace omnitrack::graph {

using tmpl::ResourceEntry;

namespace {

std::optional<Allowed> allowed_by(std::string_view action, const std::vector<Reason>& steps,
                                  std::string unknown = {}) {
  Allowed found{.action = std::string(action), .answer = open_answer()};
  for (const Reason& each : steps) found.answer.require(each, unknown);
  return found;
}

// https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html: the function's
// own role reads, and nobody has to be allowed to invoke it.
std::optional<Allowed> by_mapping(const Scene& scene, const ResourceEntry& from,
                                  const ResourceEntry& to) {
  for (const ResourceEntry* each :
       scene.naming(to, "AWS::Lambda::EventSourceMapping", "FunctionName")) {
    if (scene.named(*each, "EventSourceArn", {}) != &from) continue;
    const Setting enabled = scene.setting(*each, "Enabled", true);
    const std::string words = std::string(each->logical_id) + " hands what " +
                              std::string(from.logical_id) + " holds to " +
                              std::string(to.logical_id);
    if (enabled.value == false) return std::nullopt;
    const Verdict says = enabled.value ? Verdict::yes : Verdict::perhaps;
    return allowed_by("lambda:InvokeFunction",
                      {reason_of(RuleKind::setting, says, *each, nullptr, words)},
                      enabled.unknown);
  }
  return std::nullopt;
}

struct OpenWay {
  std::string_view type;
  std::string_view api;
  std::string_view name;
};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html
constexpr OpenWay methods{"AWS::ApiGateway::Method", "RestApiId", "HttpMethod"};
constexpr OpenWay routes{"AWS::ApiGatewayV2::Route", "ApiId", "RouteKey"};

std::optional<Allowed> by_method(const Scene& scene, const ResourceEntry& api,
                                 const OpenWay& way) {
  std::vector<Reason> guarded;
  std::string unknown;
  for (const ResourceEntry* each : scene.naming(api, way.type, way.api)) {
    const std::string name = scene.text(*each, way.name).value_or("");
    // What a browser asks for before a call is always open, and gives nothing away.
    if (name == "OPTIONS" || name.starts_with("OPTIONS ")) continue;
    const auto type = scene.text(*each, "AuthorizationType");
    const bool is_keyed = scene.setting(*each, "ApiKeyRequired", false).value.value_or(true);
    const std::string id(each->logical_id);
    if (type.value_or("NONE") == "NONE" && !is_keyed) {
      return allowed_by("execute-api:Invoke",
                        {reason_of(RuleKind::setting, Verdict::yes, *each, nullptr,
                                   id + " asks for no authorization")});
    }
    if (type.value_or("") == "AWS_IAM") continue;
    unknown = is_keyed && type.value_or("NONE") == "NONE"
                  ? "whether the caller has an API key"
                  : "whether the authorizer of the API lets the caller in";
    guarded = {reason_of(RuleKind::setting, Verdict::perhaps, *each, nullptr,
                         id + " asks its authorizer (" + type.value_or("unknown") + ")")};
  }
  if (guarded.empty()) return std::nullopt;
  return allowed_by("execute-api:Invoke", guarded, unknown);
}

}  // namespace

std::optional<Allowed> entrance_to(const Scene& scene, const Actor& actor, const ResourceEntry& to,
                                   std::optional<std::string_view> action) {
  std::optional<Allowed> found;
  if (actor.entry != nullptr && to.type_name == "AWS::Lambda::Function") {
    found = by_mapping(scene, *actor.entry, to);
  } else if (actor.is_anonymous && to.type_name == "AWS::ApiGateway::RestApi") {
    found = by_method(scene, to, methods);
  } else if (actor.is_anonymous && to.type_name == "AWS::ApiGatewayV2::Api") {
    found = by_method(scene, to, routes);
  }
  if (found && action && *action != found->action) return std::nullopt;
  return found;
}

}  // namespace omnitrack::graph
