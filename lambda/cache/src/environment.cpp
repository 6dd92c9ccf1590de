#include "environment.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "failure.hpp"

namespace omnitrack::cache {

namespace {

tl::unexpected<Error> invalid_environment(std::string message) {
  return failure(ErrorCode::invalid_configuration, std::move(message));
}

}  // namespace

std::optional<std::string> variable(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

Result<bool> flag(const char* name) {
  const auto value = variable(name);
  if (!value) return false;
  if (*value == "true" || *value == "false") return *value == "true";
  return invalid_environment(fmt::format("{} is '{}'; it is true or false", name, *value));
}

Result<void> read_iam(Configuration& configuration) {
  const auto how = variable("REDIS_AUTH");
  if (how && *how != "iam" && *how != "password") {
    return invalid_environment(fmt::format("REDIS_AUTH is '{}'; it is iam or password", *how));
  }
  if (how != "iam") {
    for (const char* const name : {"REDIS_IAM_CACHE", "REDIS_IAM_SERVERLESS"}) {
      if (!variable(name)) continue;
      return invalid_environment(fmt::format("{} is set and REDIS_AUTH is not iam", name));
    }
    if (how && !configuration.credentials) {
      return invalid_environment("REDIS_AUTH is password and REDIS_PASSWORD is not set");
    }
    return {};
  }
  if (configuration.credentials) {
    return invalid_environment(
        "REDIS_AUTH is iam and REDIS_PASSWORD is set; leave one of them out");
  }
  if (!configuration.tls) {
    return invalid_environment("REDIS_AUTH is iam, which needs TLS; set REDIS_TLS to true");
  }
  IamAuthentication iam;
  iam.user = variable("REDIS_USERNAME").value_or("");
  if (iam.user.empty()) {
    return invalid_environment("REDIS_AUTH is iam and REDIS_USERNAME, the user's id, is not set");
  }
  iam.cache = variable("REDIS_IAM_CACHE").value_or("");
  if (iam.cache.empty()) {
    return invalid_environment(
        "REDIS_AUTH is iam and REDIS_IAM_CACHE is not set; it is the id of the replication group "
        "or the name of the serverless cache");
  }
  const auto is_serverless = flag("REDIS_IAM_SERVERLESS");
  if (!is_serverless) return tl::unexpected<Error>(is_serverless.error());
  iam.is_serverless = *is_serverless;
  configuration.iam = std::move(iam);
  return {};
}

}  // namespace omnitrack::cache
