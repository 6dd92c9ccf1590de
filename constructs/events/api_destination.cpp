#include "omnitrack/events/api_destination.hpp"

#include <string>

#include "../check_number.hpp"
#include <omnitrack/cfn/events.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

namespace connection = cfn::events::connection;

std::string_view api_method_name(ApiMethod method) {
  static constexpr std::string_view names[] = {"GET",  "HEAD", "OPTIONS", "PATCH",
                                               "POST", "PUT",  "DELETE"};
  return names[static_cast<std::size_t>(method)];
}

List<connection::Parameter> parameter_list(const Items<ConnectionParameter>& parameters) {
  List<connection::Parameter> list;
  for (const ConnectionParameter& each : parameters) {
    list.add(connection::Parameter{.key = each.key,
                                   .value = each.value,
                                   .is_value_secret = static_cast<bool>(each.is_secret)});
  }
  return list;
}

Value<connection::ConnectionHttpParameters> http_parameters(
    const ConnectionParameters& parameters) {
  if (parameters.body.empty() && parameters.headers.empty() && parameters.query.empty()) return {};
  return connection::ConnectionHttpParameters{
      .body_parameters = parameter_list(parameters.body),
      .header_parameters = parameter_list(parameters.headers),
      .query_string_parameters = parameter_list(parameters.query)};
}

std::string_view authorization_name(ConnectionAuthorization::Kind kind) {
  static constexpr std::string_view names[] = {"API_KEY", "BASIC", "OAUTH_CLIENT_CREDENTIALS"};
  return names[static_cast<std::size_t>(kind)];
}

connection::AuthParameters auth_parameters(const ApiConnectionProps& props) {
  const ConnectionAuthorization& by = props.authorization;
  connection::AuthParameters made{.invocation_http_parameters = http_parameters(props.parameters)};
  switch (by.kind()) {
    case ConnectionAuthorization::Kind::api_key:
      made.api_key_auth_parameters =
          connection::ApiKeyAuthParameters{.api_key_name = by.name(), .api_key_value = by.secret()};
      break;
    case ConnectionAuthorization::Kind::basic:
      made.basic_auth_parameters =
          connection::BasicAuthParameters{.password = by.secret(), .username = by.name()};
      break;
    case ConnectionAuthorization::Kind::oauth:
      const OAuthSettings& oauth = by.oauth_settings()[0];
      made.oauth_parameters = connection::OAuthParameters{
          .authorization_endpoint = oauth.authorization_url,
          .client_parameters =
              connection::ClientParameters{.client_id = by.name(), .client_secret = by.secret()},
          .http_method = as<connection::OAuthParameters::HttpMethod>(api_method_name(oauth.method)),
          .oauth_http_parameters = http_parameters(oauth.parameters)};
  }
  return made;
}

}  // namespace

ApiConnection::ApiConnection(Attach at, const ApiConnectionProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::events::ConnectionProps{
          .id = primary(),
          .auth_parameters = auth_parameters(props),
          .authorization_type = as<cfn::events::ConnectionProps::AuthorizationType>(
              authorization_name(props.authorization.kind())),
          .description = props.description,
          .kms_key_identifier = props.kms_key.arn(),
          .name = props.connection_name,
      })) {}

Value<std::string> ApiConnection::arn() const { return resource_.attr_arn(); }

Value<std::string> ApiConnection::name() const { return resource_.ref(); }

Value<std::string> ApiConnection::secret_arn() const { return resource_.attr_secret_arn(); }

ApiDestination::ApiDestination(Attach at, const ApiDestinationProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::events::ApiDestinationProps{
          .id = primary(),
          .connection_arn = props.connection->arn(),
          .http_method =
              as<cfn::events::ApiDestinationProps::HttpMethod>(api_method_name(props.method)),
          .invocation_endpoint = props.url,
          .description = props.description,
          .invocation_rate_limit_per_second = props.invocations_per_second.value(),
          .name = props.destination_name,
      })) {
  const std::string_view url = props.url.literal_text();
  if (!url.empty() && !url.starts_with("https://")) {
    error(codes::OT3128, "'" + std::string(url) + "' is not a URL that events can go to",
          "begin it with 'https://'");
  }
  omnitrack::check_number(*this, codes::OT3124, props.invocations_per_second,
                          "invocations_per_second", "1 at least");
}

void ApiDestination::grant_delivery(Grantee& sender) const {
  sender.add_to_policy({.actions = {"events:InvokeApiDestination"}, .resources = {arn()}});
}

Value<std::string> ApiDestination::arn() const { return resource_.attr_arn(); }

}  // namespace omnitrack
