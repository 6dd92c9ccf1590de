#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace omnitrack::schema {

/// Whether IAM knows a service prefix, e.g. `dynamodb`; case does not matter.
bool is_iam_service(std::string_view service);

/// Whether a service has an action that the pattern matches; `*` stands for any characters, `?` for
/// one, case does not matter. False for an unknown service.
bool has_iam_action(std::string_view service, std::string_view pattern);

/// The nearest service prefix or action to a wrong one; empty where none is near.
std::string nearest_iam_service(std::string_view wrong);
std::string nearest_iam_action(std::string_view service, std::string_view wrong);

}  // namespace omnitrack::schema
