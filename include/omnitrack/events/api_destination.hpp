#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::events {
class ApiDestination;  // defined in <omnitrack/cfn/events.hpp>
class Connection;      // defined in <omnitrack/cfn/events.hpp>
}  // namespace omnitrack::cfn::events

namespace omnitrack {

namespace detail {

inline void an_api_destination_is_called_once_a_second_or_more_often() {}

}  // namespace detail

/// How often an API is called in a second.
using InvocationRate = CheckedNumber<detail::Between<
    1, 2147483647, detail::an_api_destination_is_called_once_a_second_or_more_often>>;

/// The methods of HTTP that an API is called by.
enum class ApiMethod : std::uint8_t { get, head, options, patch, post, put, delete_ };

/// A header, a parameter of a query, or a field of a body that goes with each call of an API.
struct ConnectionParameter {
  /// Its name.
  Required<Text, struct required_key> key;
  /// Its value, perhaps a `secret(…)`.
  Required<Value<std::string>, struct required_value> value;
  /// Whether it is kept as a secret.
  Bool is_secret = false;
};

/// What goes with each call of an API.
struct ConnectionParameters {
  /// Fields of the body.
  Items<ConnectionParameter> body = {};
  /// Headers.
  Items<ConnectionParameter> headers = {};
  /// Parameters of the query.
  Items<ConnectionParameter> query = {};
};

/// How OAuth's tokens are got.
struct OAuthSettings {
  /// The client's id.
  Required<Value<std::string>, struct required_client_id> client_id;
  /// The client's secret, best a `secret(…)`.
  Required<Value<std::string>, struct required_client_secret> client_secret;
  /// The URL that gives tokens.
  Required<Value<std::string>, struct required_authorization_url> authorization_url;
  /// What goes with the call for a token.
  ConnectionParameters parameters = {};
  /// The method of the call for a token: GET, POST or PUT.
  ApiMethod method = ApiMethod::post;
};

/// How EventBridge shows an API who it is.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-auth.html
class ConnectionAuthorization {
 public:
  /// The three kinds.
  enum class Kind : std::uint8_t { api_key, basic, oauth };

  /// By a header with a key, best a `secret(…)`.
  static ConnectionAuthorization api_key(const Value<std::string>& header,
                                         const Value<std::string>& key) {
    return {Kind::api_key, header, key, {}};
  }
  /// By a user and a password, best a `secret(…)`.
  static ConnectionAuthorization basic(const Value<std::string>& user,
                                       const Value<std::string>& password) {
    return {Kind::basic, user, password, {}};
  }
  /// By OAuth's client credentials.
  static ConnectionAuthorization oauth(const OAuthSettings& settings) {
    return {Kind::oauth, settings.client_id, settings.client_secret, {settings}};
  }

  /// Which it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The header, the user or the client's id.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The key, the password or the client's secret.
  [[nodiscard]] const Value<std::string>& secret() const { return secret_; }
  /// The settings of OAuth; none of the others.
  [[nodiscard]] const Items<OAuthSettings>& oauth_settings() const { return oauth_; }

 private:
  ConnectionAuthorization(Kind kind, const Value<std::string>& name,
                          const Value<std::string>& secret, const Items<OAuthSettings>& oauth)
      : kind_(kind), name_(name), secret_(secret), oauth_(oauth) {}
  Kind kind_;
  Value<std::string> name_;
  Value<std::string> secret_;
  Items<OAuthSettings> oauth_;
};

class ApiConnection;

/// Properties of a connection to APIs.
struct ApiConnectionProps {
  using Makes = ApiConnection;
  Id id;
  /// How EventBridge shows who it is.
  Required<ConnectionAuthorization,
           struct required_authorization_by_ConnectionAuthorization_api_key_basic_or_oauth>
      authorization;
  /// The name; made up by CloudFormation where it is left out.
  Value<std::string> connection_name = {};
  /// What it is for, 512 characters at most.
  Value<std::string> description = {};
  /// The key that the credentials are encrypted with; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// What goes with each call.
  ConnectionParameters parameters = {};
};

/// How EventBridge reaches APIs outside of AWS: AWS::Events::Connection.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection.html
class ApiConnection final : public Construct {
 public:
  ApiConnection(Attach at, const ApiConnectionProps& props);

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The ARN of the secret that holds the credentials.
  [[nodiscard]] Value<std::string> secret_arn() const;
  /// The connection's own resource.
  [[nodiscard]] cfn::events::Connection& resource() { return resource_; }

 private:
  cfn::events::Connection& resource_;
};

class ApiDestination;

/// Properties of an API that events go to.
struct ApiDestinationProps {
  using Makes = ApiDestination;
  Id id;
  /// How it is reached.
  Required<Link<const ApiConnection>, struct required_connection> connection;
  /// The URL, which begins with `https://`; `*` stands for parts of the path that targets give.
  Required<Value<std::string>, struct required_url> url;
  /// What it is for, 512 characters at most.
  Value<std::string> description = {};
  /// The name; made up by CloudFormation where it is left out.
  Value<std::string> destination_name = {};
  /// How often it is called in a second at most; 300 times where it is left out.
  InvocationRate invocations_per_second = {};
  /// The method.
  ApiMethod method = ApiMethod::post;
};

/// An API outside of AWS that events go to: AWS::Events::ApiDestination.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html
class ApiDestination final : public Construct, public EventTarget {
 public:
  ApiDestination(Attach at, const ApiDestinationProps& props);

  [[nodiscard]] Value<std::string> event_target_arn() const override { return arn(); }
  void grant_delivery(Grantee& sender) const override;

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The destination's own resource.
  [[nodiscard]] cfn::events::ApiDestination& resource() { return resource_; }

 private:
  cfn::events::ApiDestination& resource_;
};

}  // namespace omnitrack
