#include "graph/permissions/entrances.hpp"

#include <algorithm>
#include <array>

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
constexpr std::array<std::string_view, 6> polled_types{
    "AWS::AmazonMQ::Broker", "AWS::DocDB::DBCluster", "AWS::DynamoDB::Table",
    "AWS::Kinesis::Stream",  "AWS::MSK::Cluster",     "AWS::SQS::Queue"};

std::optional<Allowed> by_mapping(const Scene& scene, const ResourceEntry& from,
                                  const ResourceEntry& to) {
  std::optional<Allowed> best;
  for (const ResourceEntry* each :
       scene.naming(to, "AWS::Lambda::EventSourceMapping", "FunctionName")) {
    if (scene.named(*each, "EventSourceArn", {}) != &from) continue;
    const Setting enabled = scene.setting(*each, "Enabled", true);
    const Verdict says = !enabled.value   ? Verdict::perhaps
                         : *enabled.value ? Verdict::yes
                                          : Verdict::no;
    const std::string words =
        std::string(each->logical_id) +
        (says == Verdict::no ? ", which is disabled, would hand what " : " hands what ") +
        std::string(from.logical_id) + " holds to " + std::string(to.logical_id);
    auto found =
        allowed_by("lambda:InvokeFunction",
                   {reason_of(RuleKind::setting, says, *each, nullptr, words)}, enabled.unknown);
    if (!best || best->answer.verdict < found->answer.verdict) best = std::move(found);
  }
  if (best || std::ranges::find(polled_types, from.type_name) == polled_types.end()) return best;
  return allowed_by("lambda:InvokeFunction",
                    {reason_of(RuleKind::setting, Verdict::no, from, nullptr,
                               "no mapping hands what " + std::string(from.logical_id) +
                                   " holds to " + std::string(to.logical_id))});
}

struct OpenWay {
  std::string_view type;
  std::string_view api;
  std::string_view name;
  std::string_view domain;  ///< what gives the API another name
};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html
constexpr OpenWay methods{"AWS::ApiGateway::Method", "RestApiId", "HttpMethod",
                          "AWS::ApiGateway::BasePathMapping"};
constexpr OpenWay routes{"AWS::ApiGatewayV2::Route", "ApiId", "RouteKey",
                         "AWS::ApiGatewayV2::ApiMapping"};

constexpr std::string_view invoking = "execute-api:Invoke";

/// What an API lets in that has no methods or routes of their own in the templates.
std::optional<Allowed> by_definition(const Scene& scene, const ResourceEntry& api) {
  const std::string id(api.logical_id);
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
  if (const auto* target = scene.find(api, "Target"); target != nullptr) {
    return allowed_by(invoking, {reason_of(RuleKind::setting, Verdict::yes, api, target,
                                           id + " hands every call to its target")});
  }
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
  for (const std::string_view name : {"Body", "BodyS3Location"}) {
    const tmpl::Node* body = scene.find(api, name);
    if (body == nullptr) continue;
    return allowed_by(invoking,
                      {reason_of(RuleKind::setting, Verdict::perhaps, api, body,
                                 id + " has the methods of its definition")},
                      "what the definition of " + id + " asks of its callers");
  }
  return std::nullopt;
}

/// That an API answers to no name; nothing where it does.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html
std::optional<Allowed> without_a_name(const Scene& scene, const ResourceEntry& api,
                                      const OpenWay& way) {
  const Setting disabled = scene.setting(api, "DisableExecuteApiEndpoint", false);
  if (!disabled.value.value_or(false)) return std::nullopt;
  if (!scene.naming(api, way.domain, way.api).empty()) return std::nullopt;
  return allowed_by(invoking,
                    {reason_of(RuleKind::setting, Verdict::no, api, disabled.at,
                               std::string(api.logical_id) +
                                   " has no endpoint of its own, and no domain leads to it")});
}

std::optional<Allowed> by_method(const Scene& scene, const ResourceEntry& api, const OpenWay& way) {
  if (auto closed = without_a_name(scene, api, way)) return closed;
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
      return allowed_by(invoking, {reason_of(RuleKind::setting, Verdict::yes, *each, nullptr,
                                             id + " asks for no authorization")});
    }
    if (type.value_or("") == "AWS_IAM") continue;
    unknown = is_keyed && type.value_or("NONE") == "NONE"
                  ? "whether the caller has an API key"
                  : "whether the authorizer of the API lets the caller in";
    guarded = {reason_of(RuleKind::setting, Verdict::perhaps, *each, nullptr,
                         id + " asks its authorizer (" + type.value_or("unknown") + ")")};
  }
  if (guarded.empty()) return by_definition(scene, api);
  return allowed_by(invoking, guarded, unknown);
}

/// A kind of resource that lets the internet in by itself, unless a setting says otherwise.
struct OpenKind {
  std::string_view type;
  std::string_view action;
  std::string_view closed_by;   ///< a way that closes it, or leaves it to what stands there
  std::string_view closed_for;  ///< the text there that does so; empty for any
};

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html
// https://docs.aws.amazon.com/apprunner/latest/dg/network-pl.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-public-server-side.html
constexpr std::array<OpenKind, 3> open_kinds{{
    {"AWS::CloudFront::Distribution", "to ask for what it serves",
     "DistributionConfig/DefaultCacheBehavior/TrustedKeyGroups", ""},
    {"AWS::AppRunner::Service", "to call it",
     "NetworkConfiguration/IngressConfiguration/IsPubliclyAccessible", "false"},
    {"AWS::Cognito::UserPool", "to sign in", "", ""},
}};

std::optional<Allowed> by_kind(const Scene& scene, const ResourceEntry& to) {
  const auto kind = std::ranges::find(open_kinds, to.type_name, &OpenKind::type);
  if (kind == open_kinds.end()) return std::nullopt;
  const std::string id(to.logical_id);
  const Setting enabled = scene.setting(to, "DistributionConfig/Enabled", true);
  if (!enabled.value.value_or(true)) {
    return allowed_by(kind->action, {reason_of(RuleKind::setting, Verdict::no, to, enabled.at,
                                               id + " is not enabled")});
  }
  const auto closing = scene.values(to, kind->closed_by);
  if (closing.empty()) {
    return allowed_by(kind->action, {reason_of(RuleKind::service, Verdict::yes, to, nullptr,
                                               id + " is open to the internet")});
  }
  const auto text = scene.reader().text(closing.front().node);
  const bool is_other = text && !kind->closed_for.empty() && *text != kind->closed_for;
  if (is_other) {
    return allowed_by(kind->action,
                      {reason_of(RuleKind::setting, Verdict::yes, to, closing.front().node,
                                 id + " is open to the internet")});
  }
  const bool is_closed = text && *text == kind->closed_for && !kind->closed_for.empty();
  return allowed_by(kind->action,
                    {reason_of(RuleKind::setting, is_closed ? Verdict::no : Verdict::perhaps, to,
                               closing.front().node, id + " is not open to everybody")},
                    "whether the caller has what " + id + " asks for");
}

/// What hands nothing on while a property has a value.
struct Switch {
  std::string_view type;
  std::string_view property;
  std::string_view off;
};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-pipes-pipe.html
constexpr std::array<Switch, 3> switches{{{"AWS::Events::Rule", "State", "DISABLED"},
                                          {"AWS::Scheduler::Schedule", "State", "DISABLED"},
                                          {"AWS::Pipes::Pipe", "DesiredState", "STOPPED"}}};

}  // namespace

std::optional<Reason> switched_off(const Scene& scene, const Actor& actor) {
  if (actor.entry == nullptr) return std::nullopt;
  const auto found = std::ranges::find(switches, actor.entry->type_name, &Switch::type);
  if (found == switches.end()) return std::nullopt;
  if (scene.text(*actor.entry, found->property).value_or("") != found->off) return std::nullopt;
  return reason_of(RuleKind::setting, Verdict::no, *actor.entry,
                   scene.find(*actor.entry, found->property),
                   std::string(actor.entry->logical_id) + " is switched off");
}

std::optional<Allowed> entrance_to(const Scene& scene, const Actor& actor, const ResourceEntry& to,
                                   std::optional<std::string_view> action) {
  std::optional<Allowed> found;
  if (actor.entry != nullptr && to.type_name == "AWS::Lambda::Function") {
    found = by_mapping(scene, *actor.entry, to);
  } else if (actor.is_anonymous && to.type_name == "AWS::ApiGateway::RestApi") {
    found = by_method(scene, to, methods);
  } else if (actor.is_anonymous && to.type_name == "AWS::ApiGatewayV2::Api") {
    found = by_method(scene, to, routes);
  } else if (actor.is_anonymous) {
    found = by_kind(scene, to);
  }
  if (found && action && *action != found->action) return std::nullopt;
  return found;
}

}  // namespace omnitrack::graph
