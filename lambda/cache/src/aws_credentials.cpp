#include "aws_credentials.hpp"

#include <array>
#include <ctime>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "container_endpoint.hpp"
#include "environment.hpp"
#include "failure.hpp"

namespace omnitrack::cache {

namespace {

tl::unexpected<Error> no_keys(std::string message) {
  return failure(ErrorCode::authentication_failed, "no keys of AWS: " + std::move(message));
}

std::string text_member(const nlohmann::json& object, const char* name) {
  const auto member = object.find(name);
  return member != object.end() && member->is_string() ? member->get<std::string>() : "";
}

/// A time such as 2026-02-25T06:03:31Z; nothing where it is written otherwise.
std::optional<std::chrono::system_clock::time_point> time_of(const std::string& text) {
  std::tm parts{};
  const char* const rest = strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &parts);
  if (rest == nullptr || text.back() != 'Z') return std::nullopt;
  return std::chrono::system_clock::from_time_t(timegm(&parts));
}

}  // namespace

Result<AwsCredentials> read_aws_credentials(const std::string& json) {
  const nlohmann::json object = nlohmann::json::parse(json, nullptr, false);
  if (!object.is_object()) return no_keys("the container's endpoint did not answer with an object");
  AwsCredentials credentials{.access_key_id = text_member(object, "AccessKeyId"),
                             .secret_access_key = text_member(object, "SecretAccessKey"),
                             .session_token = text_member(object, "Token")};
  if (credentials.access_key_id.empty() || credentials.secret_access_key.empty()) {
    return no_keys("the answer of the container's endpoint lacks AccessKeyId or SecretAccessKey");
  }
  const std::string expiration = text_member(object, "Expiration");
  if (expiration.empty()) return credentials;
  credentials.expiration = time_of(expiration);
  if (!credentials.expiration) {
    return no_keys(
        fmt::format("the container's endpoint says that they end at '{}', which is no "
                    "time such as 2026-02-25T06:03:31Z",
                    expiration));
  }
  return credentials;
}

Result<AwsCredentials> aws_credentials_of_environment(Deadline deadline) {
  auto id = variable("AWS_ACCESS_KEY_ID");
  auto secret = variable("AWS_SECRET_ACCESS_KEY");
  if (id && secret) {
    return AwsCredentials{.access_key_id = std::move(*id),
                          .secret_access_key = std::move(*secret),
                          .session_token = variable("AWS_SESSION_TOKEN").value_or("")};
  }
  if (id || secret) {
    return no_keys(fmt::format("{} is set and {} is not",
                               id ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY",
                               id ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID"));
  }
  auto answer = ask_container_endpoint(deadline);
  if (!answer) return no_keys(answer.error().message);
  return read_aws_credentials(*answer);
}

}  // namespace omnitrack::cache
