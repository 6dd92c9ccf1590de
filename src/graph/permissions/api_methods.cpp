#include "graph/permissions/api_methods.hpp"

#include <algorithm>

#include "diff/security/statements.hpp"
#include "graph/stacks/function_names.hpp"
#include "meaning/references.hpp"
#include "support/letters.hpp"

namespace omnitrack::graph {

using meaning::Symbols;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

constexpr std::string_view graphql_type = "AWS::AppSync::GraphQLApi";

CallerCheck check_of(std::string_view type) {
  return type == "NONE"      ? CallerCheck::nothing
         : type == "AWS_IAM" ? CallerCheck::signature
                             : CallerCheck::authorizer;
}

Entries names_of(const Scene& scene, const ResourceEntry* function) {
  return function == nullptr ? Entries() : FunctionNames(scene, *function).entries();
}

bool mentions(const Node& value, const Entries& names) {
  return diff::any_below(value, [&names](const Node& each) {
    return std::ranges::any_of(names, [&each](const ResourceEntry* entry) {
      if (meaning::referred_id(each) == entry->logical_id) return true;
      return each.is(tmpl::Kind::string) &&
             each.text().find("${" + std::string(entry->logical_id)) != std::string_view::npos;
    });
  });
}

bool is_user_of(const Scene& scene, const ResourceEntry& user, const Entries& names) {
  return std::ranges::any_of(names, [&](const ResourceEntry* name) {
    const Entries& users = scene.model().users_of(name->logical_id, user.type_name);
    return std::ranges::find(users, &user) != users.end();
  });
}

/// A method with what its `AuthorizationType` and its `ApiKeyRequired` say.
ApiMethod written_method(const Scene& scene, const ResourceEntry& entry) {
  ApiMethod method{.in = &entry, .words = std::string(entry.logical_id)};
  const Node* type = scene.find(entry, "AuthorizationType");
  const auto text =
      type == nullptr ? std::optional<std::string>("NONE") : scene.reader().text(type);
  if (text) {
    method.check = check_of(*text);
    method.checked_by = *text;
  }
  method.is_keyed = scene.setting(entry, "ApiKeyRequired", false).value.value_or(true);
  return method;
}

/// A verb as ARNs have it.
Symbols verb_of(std::string_view verb) {
  if (support::to_lower(verb) == "any" || verb == "x-amazon-apigateway-any-method") {
    return Symbols(1, meaning::any_text);
  }
  Symbols upper;
  for (const char c : verb)
    upper += static_cast<unsigned char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return upper;
}

/// A path as ARNs have it: any text for what stands in braces.
Symbols path_of(std::string_view path) {
  Symbols symbols;
  while (!path.empty()) {
    const std::size_t begin = std::min(path.find('{'), path.size());
    symbols += diff::symbols_of(path.substr(0, begin));
    path.remove_prefix(begin);
    const std::size_t end = path.find('}');
    if (path.empty() || end == std::string_view::npos) break;
    symbols += meaning::any_text;
    path.remove_prefix(end + 1);
  }
  return symbols;
}

Symbols unknown_path(const Scene& scene, const ResourceEntry& method) {
  const std::string id(method.logical_id);
  return Symbols(1, scene.reader().atoms().add("path of " + id,
                                               {.shown = id, .unknown = "the path of " + id}));
}

/// The path of the resource that a method of a REST API is at.
Symbols path_of_method(const Scene& scene, const ResourceEntry& api, const ResourceEntry& method) {
  constexpr int deepest = 64;
  std::string path;
  const Node* at = scene.find(method, "ResourceId");
  for (int depth = 0; depth < deepest; ++depth) {
    const ResourceEntry* parent = scene.named(at, {});
    if (parent == &api) return path_of(path.empty() ? "/" : path);
    if (parent == nullptr || parent->type_name != "AWS::ApiGateway::Resource") break;
    const auto part = scene.text(*parent, "PathPart");
    if (!part) break;
    path.insert(0, '/' + *part);
    at = scene.find(*parent, "ParentId");
  }
  return U'/' + unknown_path(scene, method);
}

/// What ARNs have for a route such as `GET /items`, `$default` or `$connect`.
Symbols route_of(std::string_view key) {
  const std::size_t space = key.find(' ');
  if (space == std::string_view::npos) return diff::symbols_of(key);
  return verb_of(key.substr(0, space)) + path_of(key.substr(space + 1));
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html
void add_rest_methods(const Scene& scene, const ResourceEntry& api, const Entries& names,
                      std::vector<ApiMethod>& methods) {
  for (const ResourceEntry* each : scene.naming(api, "AWS::ApiGateway::Method", "RestApiId")) {
    if (scene.text(*each, "HttpMethod").value_or("") == "OPTIONS") continue;
    methods.push_back(written_method(scene, *each));
    methods.back().calls_function = is_user_of(scene, *each, names);
    methods.back().route = verb_of(scene.text(*each, "HttpMethod").value_or("ANY")) +
                           path_of_method(scene, api, *each);
  }
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access-iam.html:
// a connection is let in once, by `$connect`.
void add_routes(const Scene& scene, const ResourceEntry& api, const Entries& names,
                std::vector<ApiMethod>& methods) {
  const bool is_socket = is_web_socket_api(scene, api);
  bool has_connect = false;
  bool calls = false;
  Entries integrations;
  for (const ResourceEntry* each : scene.naming(api, "AWS::ApiGatewayV2::Integration", "ApiId")) {
    if (is_user_of(scene, *each, names)) integrations.push_back(each);
  }
  const Entries routes = scene.naming(api, "AWS::ApiGatewayV2::Route", "ApiId");
  for (const ResourceEntry* each : routes) {
    const std::string key = scene.text(*each, "RouteKey").value_or("");
    const bool is_called = is_user_of(scene, *each, integrations);
    calls = calls || is_called;
    if (key.starts_with("OPTIONS ") || (is_socket && key != "$connect")) continue;
    has_connect = has_connect || is_socket;
    methods.push_back(written_method(scene, *each));
    methods.back().calls_function = is_called;
    methods.back().route = key.empty() ? unknown_path(scene, *each) : route_of(key);
  }
  if (!is_socket || routes.empty()) return;
  if (!has_connect) {
    methods.push_back({.in = &api,
                       .words = std::string(api.logical_id) + ", which has no $connect,",
                       .check = CallerCheck::nothing});
  }
  for (ApiMethod& each : methods) each.calls_function = calls;
}

// https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
void add_graphql(const Scene& scene, const ResourceEntry& api, std::vector<ApiMethod>& methods) {
  std::vector<ValueAt> types = scene.values(
      api, "AuthenticationType|AdditionalAuthenticationProviders/*/AuthenticationType");
  for (const ValueAt& each : types) {
    ApiMethod method{.in = &api, .at = each.node, .words = std::string(api.logical_id)};
    if (const auto type = scene.reader().text(each.node)) {
      method.is_keyed = *type == "API_KEY";
      method.check = method.is_keyed ? CallerCheck::nothing : check_of(*type);
      method.checked_by = *type;
    }
    methods.push_back(std::move(method));
  }
}

/// What checks the callers of an operation, by the scheme that its definition names.
void add_scheme(const Node& body, std::string_view name, ApiMethod& method) {
  const Node* schemes = body.find("securityDefinitions");
  if (const Node* components = body.find("components"))
    schemes = components->find("securitySchemes");
  const Node* scheme = schemes == nullptr ? nullptr : schemes->find(name);
  const Node* kind = scheme == nullptr ? nullptr : scheme->find("x-amazon-apigateway-authtype");
  method.checked_by = std::string(name);
  if (kind != nullptr && kind->text() == "awsSigv4") {
    method.check = CallerCheck::signature;
  } else if (scheme != nullptr && kind == nullptr &&
             scheme->find("x-amazon-apigateway-authorizer") == nullptr &&
             scheme->find("type") != nullptr && scheme->find("type")->text() == "apiKey") {
    method.is_keyed = true;
    if (method.check == CallerCheck::unknown) method.check = CallerCheck::nothing;
  } else {
    method.check = CallerCheck::authorizer;
  }
}

ApiMethod operation_of(const ResourceEntry& api, const Node& body, const Node& operation,
                       std::string words) {
  ApiMethod method{.in = &api, .at = &operation, .words = std::move(words)};
  const Node* security = operation.find("security");
  if (security == nullptr) security = body.find("security");
  if (security == nullptr || security->items().empty()) {
    const bool is_call = security != nullptr && security->is_call();
    method.check = is_call ? CallerCheck::unknown : CallerCheck::nothing;
    return method;
  }
  for (const Node& each : security->items()) {
    for (const Member& scheme : each.members()) add_scheme(body, scheme.key(), method);
  }
  return method;
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
void add_operations(const Scene& scene, const ResourceEntry& api, const Entries& names,
                    std::vector<ApiMethod>& methods) {
  const Node* body = scene.find(api, "Body");
  const Node* paths = body == nullptr ? nullptr : scene.reader().find(body, "paths");
  if (paths == nullptr || paths->is_call()) return;
  for (const Member& path : paths->members()) {
    const Node* item = scene.reader().settle(&path.value);
    if (item == nullptr) continue;
    for (const Member& each : item->members()) {
      const std::string verb = support::to_lower(each.key());
      const Node* operation = scene.reader().settle(&each.value);
      if (verb == "options" || verb == "parameters" || operation == nullptr) continue;
      methods.push_back(operation_of(api, *body, *operation,
                                     std::string(each.key()) + ' ' + std::string(path.key()) +
                                         " of " + std::string(api.logical_id)));
      methods.back().calls_function = mentions(*operation, names);
      methods.back().route = path.key().ends_with("$default")
                                 ? diff::symbols_of("$default")
                                 : verb_of(each.key()) + path_of(path.key());
    }
  }
}

}  // namespace

bool is_web_socket_api(const Scene& scene, const ResourceEntry& api) {
  return scene.text(api, "ProtocolType").value_or("HTTP") == "WEBSOCKET";
}

bool is_api(const ResourceEntry& entry) {
  return entry.type_name == rest_api_type || entry.type_name == other_api_type ||
         entry.type_name == graphql_type;
}

std::vector<ApiMethod> methods_of(const Scene& scene, const ResourceEntry& api,
                                  const ResourceEntry* function) {
  const Entries names = names_of(scene, function);
  std::vector<ApiMethod> methods;
  if (api.type_name == graphql_type) {
    add_graphql(scene, api, methods);
    return methods;
  }
  if (api.type_name == rest_api_type) {
    add_rest_methods(scene, api, names, methods);
  } else {
    add_routes(scene, api, names, methods);
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
    if (const Node* target = scene.find(api, "Target")) {
      methods.push_back({.in = &api,
                         .at = target,
                         .words = std::string(api.logical_id) + " hands every call on and",
                         .route = diff::symbols_of("$default"),
                         .check = CallerCheck::nothing,
                         .calls_function = mentions(*target, names)});
    }
  }
  add_operations(scene, api, names, methods);
  return methods;
}

}  // namespace omnitrack::graph
