#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/stacks/scene.hpp"

namespace omnitrack::graph {

inline constexpr std::string_view rest_api_type = "AWS::ApiGateway::RestApi";
/// Of HTTP and of WebSocket APIs.
inline constexpr std::string_view other_api_type = "AWS::ApiGatewayV2::Api";

/// Whether an `AWS::ApiGatewayV2::Api` is a WebSocket API.
bool is_web_socket_api(const Scene& scene, const tmpl::ResourceEntry& api);

/// What a method of an API asks of its callers.
enum class CallerCheck : std::uint8_t { nothing, signature, authorizer, unknown };

/// A method of a REST API, a route of an HTTP or a WebSocket API, or a way to a GraphQL API.
struct ApiMethod {
  const tmpl::ResourceEntry* in = nullptr;
  const tmpl::Node* at = nullptr;  ///< null for all of `in`
  std::string words = {};          ///< how it is called in an answer
  meaning::Symbols route = {};     ///< what ARNs of its calls have after the stage: `GET/items`
  CallerCheck check = CallerCheck::unknown;
  std::string checked_by = {};  ///< the type or the name of the authorizer
  bool is_keyed = false;        ///< whether it asks for an API key, or may
  bool calls_function = false;  ///< whether it hands calls to the function that is asked about
};

/// The methods of an API that the templates tell, without those by which a browser asks whether it
/// may call; with a function, it is told which hand calls to it.
std::vector<ApiMethod> methods_of(const Scene& scene, const tmpl::ResourceEntry& api,
                                  const tmpl::ResourceEntry* function = nullptr);

/// Whether a resource is an API of API Gateway or of AppSync.
bool is_api(const tmpl::ResourceEntry& entry);

}  // namespace omnitrack::graph
