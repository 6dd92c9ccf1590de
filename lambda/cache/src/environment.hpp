#pragma once

#include <optional>
#include <string>

#include <omnitrack/cache/configuration.hpp>

namespace omnitrack::cache {

/// A variable of the environment; nothing where it is empty.
std::optional<std::string> variable(const char* name);
/// Whether a variable of the environment is `true`; fails where it is set to something else than
/// that or `false`.
Result<bool> flag(const char* name);

/// Reads what the environment says of IAM into a configuration whose TLS is read already.
Result<void> read_iam(Configuration& configuration);

}  // namespace omnitrack::cache
