#pragma once

#include <optional>
#include <vector>

#include "graph/permissions/api_methods.hpp"
#include "graph/permissions/targets.hpp"

namespace omnitrack::graph {

/// Whom the ARN of a call is read by: the service that is called, in a permission of a function, or
/// IAM, in a policy of the caller or of the API.
enum class CallReader : std::uint8_t { function, iam };

/// What calls are for actions.
inline constexpr std::string_view kinds_of_calls = "execute-api-general";

/// The beginning of the ARNs of calls of an API, with the slash after its id.
diff::Pattern call_base(const Scene& scene, const tmpl::ResourceEntry& api);

/// The ARNs by which methods of an API are called, at each stage that the templates tell; empty
/// where no method is told, or the API is none of API Gateway that takes requests.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
std::vector<Named> call_names(const Scene& scene, const tmpl::ResourceEntry& api,
                              const std::vector<ApiMethod>& methods, CallReader reader);

/// That nothing deploys an API, so that it answers no call; nothing where something does.
std::optional<Reason> undeployed(const Scene& scene, const tmpl::ResourceEntry& api);

}  // namespace omnitrack::graph
