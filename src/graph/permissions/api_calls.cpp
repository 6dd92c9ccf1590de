#include "graph/permissions/api_calls.hpp"

#include <algorithm>

#include "diff/security/add_new.hpp"
#include "diff/security/statements.hpp"
#include "graph/permissions/arns.hpp"

namespace omnitrack::graph {

using diff::Pattern;
using meaning::Symbols;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

/// Adds the stage that a resource names, where it does.
void add_stage(const Scene& scene, const ResourceEntry& in, std::vector<Symbols>& stages) {
  const Node* name = scene.find(in, "StageName");
  if (name == nullptr) return;
  diff::add_new(stages, scene.reader().pattern(*name, diff::Wildcards::none).symbols);
}

/// The names of the stages of an API; where none is told, any.
std::vector<Symbols> stages_of(const Scene& scene, const ResourceEntry& api) {
  std::vector<Symbols> stages;
  const bool is_rest = api.type_name == rest_api_type;
  const std::string_view by = is_rest ? "RestApiId" : "ApiId";
  for (const std::string_view type :
       {is_rest ? "AWS::ApiGateway::Stage" : "AWS::ApiGatewayV2::Stage",
        is_rest ? "AWS::ApiGateway::Deployment" : "AWS::ApiGatewayV2::Deployment"}) {
    for (const ResourceEntry* each : scene.naming(api, type, by)) add_stage(scene, *each, stages);
  }
  if (!is_rest && scene.find(api, "Target") != nullptr) {
    diff::add_new(stages, diff::symbols_of("$default"));
  }
  if (stages.empty()) stages.emplace_back(1, meaning::any_text);
  return stages;
}

/// Whether a stage of an HTTP or WebSocket API has a deployment, of its own or one that is made for
/// it.
bool is_deployed_stage(const Scene& scene, const ResourceEntry& stage) {
  if (scene.find(stage, "DeploymentId") != nullptr) return true;
  return scene.setting(stage, "AutoDeploy", false).value.value_or(true);
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
std::optional<Reason> undeployed_rest(const Scene& scene, const ResourceEntry& api) {
  if (!scene.naming(api, "AWS::ApiGateway::Deployment", "RestApiId").empty()) return std::nullopt;
  return reason_of(RuleKind::setting, Verdict::no, api, nullptr,
                   std::string(api.logical_id) + " has no deployment, so it answers no call");
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
std::optional<Reason> undeployed_other(const Scene& scene, const ResourceEntry& api) {
  if (scene.find(api, "Target") != nullptr) return std::nullopt;
  const Entries stages = scene.naming(api, "AWS::ApiGatewayV2::Stage", "ApiId");
  const std::string id(api.logical_id);
  if (stages.empty()) {
    return reason_of(RuleKind::setting, Verdict::no, api, nullptr,
                     id + " has no stage, so it answers no call");
  }
  const bool is_deployed = std::ranges::any_of(
      stages, [&scene](const ResourceEntry* each) { return is_deployed_stage(scene, *each); });
  const bool has_deployment = !scene.naming(api, "AWS::ApiGatewayV2::Deployment", "ApiId").empty();
  if (is_deployed || has_deployment) return std::nullopt;
  return reason_of(RuleKind::setting, Verdict::no, *stages.front(), nullptr,
                   std::string(stages.front()->logical_id) +
                       " has no deployment and makes none by itself, so " + id +
                       " answers no call");
}

}  // namespace

Pattern call_base(const Scene& scene, const ResourceEntry& api) {
  return arn_in_form(scene, api, "arn:${Partition}:execute-api:${Region}:${Account}:${@Ref}/");
}

std::vector<Named> call_names(const Scene& scene, const ResourceEntry& api,
                              const std::vector<ApiMethod>& methods, CallReader reader) {
  std::vector<Named> names;
  const bool has_requests = api.type_name == rest_api_type ||
                            (api.type_name == other_api_type && !is_web_socket_api(scene, api));
  if (!has_requests) return names;
  const Pattern base = call_base(scene, api);
  static const Symbols fallback = diff::symbols_of("$default");
  for (const Symbols& stage : stages_of(scene, api)) {
    for (const ApiMethod& each : methods) {
      // The route that takes what no other takes is called with whatever the caller asks for.
      const bool is_any = reader == CallReader::iam && each.route == fallback;
      Pattern name = base;
      name.symbols += stage + U'/';
      name.symbols += is_any ? Symbols(1, meaning::any_text) : each.route;
      names.push_back({.name = std::move(name), .kinds = kinds_of_calls});
    }
  }
  return names;
}

std::optional<Reason> undeployed(const Scene& scene, const ResourceEntry& api) {
  if (api.type_name == rest_api_type) return undeployed_rest(scene, api);
  if (api.type_name == other_api_type) return undeployed_other(scene, api);
  return std::nullopt;
}

}  // namespace omnitrack::graph
