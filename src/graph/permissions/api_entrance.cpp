#include "graph/permissions/api_entrance.hpp"

#include <algorithm>

#include "graph/permissions/api_calls.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

Answer one_step(Reason step, std::string unknown = {}) {
  Answer answer = open_answer();
  answer.require(std::move(step), std::move(unknown));
  return answer;
}

/// What gives an API another name.
struct Domains {
  std::string_view mapping;
  std::string_view api;
  std::string_view type;
};

constexpr Domains rest_domains{"AWS::ApiGateway::BasePathMapping", "RestApiId",
                               "AWS::ApiGateway::DomainName"};
constexpr Domains other_domains{"AWS::ApiGatewayV2::ApiMapping", "ApiId",
                                "AWS::ApiGatewayV2::DomainName"};

/// That an API answers to no name, or only to callers with a certificate; nothing where it answers
/// to anybody.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
std::optional<Answer> without_a_name(const Scene& scene, const ResourceEntry& api) {
  const Setting disabled = scene.setting(api, "DisableExecuteApiEndpoint", false);
  if (!disabled.value.value_or(false)) return std::nullopt;
  const std::string id(api.logical_id);
  const Domains& domains =
      api.type_name == "AWS::ApiGateway::RestApi" ? rest_domains : other_domains;
  const Entries mappings = scene.naming(api, domains.mapping, domains.api);
  if (mappings.empty()) {
    return one_step(reason_of(RuleKind::setting, Verdict::no, api, disabled.at,
                              id + " has no endpoint of its own, and no domain leads to it"));
  }
  const Node* certificates = nullptr;
  const ResourceEntry* domain = nullptr;
  for (const ResourceEntry* each : mappings) {
    domain = scene.named(*each, "DomainName", domains.type);
    certificates = domain == nullptr ? nullptr : scene.find(*domain, "MutualTlsAuthentication");
    if (certificates == nullptr) return std::nullopt;
  }
  return one_step(
      reason_of(RuleKind::setting, Verdict::perhaps, *domain, certificates,
                std::string(domain->logical_id) + " asks for a client's certificate"),
      "whether the caller has a certificate that " + std::string(domain->logical_id) + " trusts");
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
Answer closed_as_private(const ResourceEntry& api) {
  return one_step(
      reason_of(RuleKind::setting, Verdict::no, api, nullptr,
                std::string(api.logical_id) + " is private: only endpoints of VPCs lead to it"));
}

Answer of_method(const ApiMethod& method) {
  const auto step = [&method](Verdict says, const std::string& words) {
    return reason_of(RuleKind::setting, says, *method.in, method.at, method.words + words);
  };
  switch (method.check) {
    case CallerCheck::signature:
      return one_step(step(Verdict::no, " asks for a signature of IAM (AWS_IAM)"));
    case CallerCheck::authorizer:
      return one_step(step(Verdict::perhaps, " asks its authorizer (" + method.checked_by + ')'),
                      "whether the authorizer of the API lets the caller in");
    case CallerCheck::unknown:
      return one_step(step(Verdict::perhaps, " has an authorization that is not known"),
                      "what " + method.words + " asks of its callers");
    case CallerCheck::nothing:
      break;
  }
  if (method.is_keyed) {
    return one_step(step(Verdict::perhaps, " asks for an API key"),
                    "whether the caller has an API key");
  }
  return one_step(step(Verdict::yes, " asks for no authorization"));
}

/// What an API lets in whose methods stand in a definition that is not read.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
std::optional<Answer> by_definition(const Scene& scene, const ResourceEntry& api) {
  for (const std::string_view name : {"Body", "BodyS3Location"}) {
    const Node* body = scene.find(api, name);
    if (body == nullptr) continue;
    const std::string id(api.logical_id);
    return one_step(reason_of(RuleKind::setting, Verdict::perhaps, api, body,
                              id + " has the methods of its definition"),
                    "what the definition of " + id + " asks of its callers");
  }
  return std::nullopt;
}

}  // namespace

std::optional<Answer> unsigned_entrance(const Scene& scene, const ResourceEntry& api,
                                        bool is_from_internet, const ResourceEntry* function) {
  std::vector<ApiMethod> methods = methods_of(scene, api, function);
  if (function != nullptr) {
    std::erase_if(methods, [](const ApiMethod& each) { return !each.calls_function; });
    if (methods.empty()) return std::nullopt;
  }
  if (is_from_internet && is_private(scene, api)) return closed_as_private(api);
  if (auto missing = undeployed(scene, api)) return one_step(std::move(*missing));
  std::optional<Answer> named = without_a_name(scene, api);
  if (named && named->verdict == Verdict::no) return named;
  if (methods.empty()) return by_definition(scene, api);
  std::vector<Answer> ways;
  ways.reserve(methods.size());
  for (const ApiMethod& each : methods) ways.push_back(of_method(each));
  Answer answer = any_of(std::move(ways));
  if (named) answer.require(*named);
  return answer;
}

bool checks_signatures(const Scene& scene, const ResourceEntry& api) {
  const std::vector<ApiMethod> methods = methods_of(scene, api);
  return methods.empty() || std::ranges::any_of(methods, [](const ApiMethod& each) {
           return each.check == CallerCheck::signature || each.check == CallerCheck::unknown;
         });
}

bool has_policy(const Scene& scene, const ResourceEntry& api) {
  if (scene.find(api, "Policy") != nullptr) return true;
  const Node* body = scene.find(api, "Body");
  return body != nullptr && body->find("x-amazon-apigateway-policy") != nullptr;
}

bool is_private(const Scene& scene, const ResourceEntry& api) {
  // https://docs.aws.amazon.com/appsync/latest/devguide/using-private-apis.html
  if (scene.text(api, "Visibility").value_or("") == "PRIVATE") return true;
  return std::ranges::any_of(scene.values(api, "EndpointConfiguration/Types/*"),
                             [&scene](const ValueAt& each) {
                               return scene.reader().text(each.node).value_or("") == "PRIVATE";
                             });
}

}  // namespace omnitrack::graph
