#pragma once

#include <optional>

#include <omnitrack/elasticloadbalancingv2/target_group.hpp>

namespace omnitrack::cfn::cognito {
enum class UserPoolArn : char;
enum class UserPoolClientId : char;
}  // namespace omnitrack::cfn::cognito
namespace omnitrack::cfn::elasticloadbalancingv2::listener {
struct Action;
}

namespace omnitrack {

namespace detail {

inline void a_target_group_has_a_weight_of_0_to_999() {}
inline void a_session_lasts_1_second_to_7_days() {}

}  // namespace detail

/// The share of requests that a target group gets among others, 0 to 999.
using TargetWeight =
    CheckedNumber<detail::Between<0, 999, detail::a_target_group_has_a_weight_of_0_to_999>>;
/// How long somebody stays signed in, in seconds.
using SessionTimeout =
    CheckedNumber<detail::TimeBetween<1, 604800, detail::a_session_lasts_1_second_to_7_days, 1>>;

/// A target group with its share of the requests.
struct WeightedTargetGroup {
  /// The target group.
  Required<Link<TargetGroup>, struct required_target_group> target_group;
  /// Its share among the others, 0 to 999.
  TargetWeight weight = 1;
};

/// Where requests are sent on to; what is left out stays as it was asked for.
struct RedirectOptions {
  /// The host, which may hold `#{host}`.
  Value<std::string> host = {};
  /// The path, which may hold `#{host}`, `#{path}` and `#{port}`.
  Value<std::string> path = {};
  /// Whether clients may keep the answer for ever (301), and not only now (302).
  Bool permanent = false;
  /// The port, or `#{port}`.
  Value<std::string> port = {};
  /// `HTTP`, `HTTPS` or `#{protocol}`.
  Value<std::string> protocol = {};
  /// The query without `?`.
  Value<std::string> query = {};
};

/// An answer of the load balancer's own.
struct FixedResponse {
  /// The status, 2xx, 4xx or 5xx.
  Required<Value<std::string>, struct required_status_code> status_code;
  /// The kind of the text, e.g. `text/plain` or `application/json`.
  Value<std::string> content_type = {};
  /// The text, 1,024 characters at most.
  Value<std::string> message_body = {};
};

/// What happens to requests of somebody who is not signed in.
enum class UnauthenticatedRequest : std::uint8_t { authenticate, allow, deny };

/// How somebody signs in by a Cognito user pool.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
struct CognitoAuthentication {
  /// The ARN of the user pool.
  Required<Value<cfn::cognito::UserPoolArn>, struct required_user_pool_arn> user_pool_arn;
  /// The id of its client, which has a secret and the callback `https://DNS/oauth2/idpresponse`.
  Required<Value<cfn::cognito::UserPoolClientId>, struct required_user_pool_client_id>
      user_pool_client_id;
  /// Its domain: the prefix, or the whole name of one's own.
  Required<Value<std::string>, struct required_user_pool_domain> user_pool_domain;
  /// Further parameters of the request, 10 at most.
  Map<std::string> extra_params = {};
  /// What happens to requests of somebody who is not signed in.
  UnauthenticatedRequest on_unauthenticated_request = UnauthenticatedRequest::authenticate;
  /// What is asked of the pool; `openid` where it is left out.
  Value<std::string> scope = {};
  /// The name of the cookie; `AWSELBAuthSessionCookie` where it is left out.
  Value<std::string> session_cookie_name = {};
  /// How long somebody stays signed in, in seconds; 7 days where it is left out.
  SessionTimeout session_timeout = {};
};

/// How somebody signs in by a provider of OpenID Connect.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
struct OidcAuthentication {
  /// The provider's address to sign in at, beginning with `https://`, as those below.
  Required<Value<std::string>, struct required_authorization_endpoint> authorization_endpoint;
  /// The client's id.
  Required<Value<std::string>, struct required_client_id> client_id;
  /// The client's secret: a dynamic reference, e.g. `secret({.secret_id = "oidc"})`.
  Required<Value<std::string>, struct required_client_secret> client_secret;
  /// The provider.
  Required<Value<std::string>, struct required_issuer> issuer;
  /// The provider's address for tokens.
  Required<Value<std::string>, struct required_token_endpoint> token_endpoint;
  /// The provider's address for what is known of somebody.
  Required<Value<std::string>, struct required_user_info_endpoint> user_info_endpoint;
  /// Further parameters of the request, 10 at most.
  Map<std::string> extra_params = {};
  /// What happens to requests of somebody who is not signed in.
  UnauthenticatedRequest on_unauthenticated_request = UnauthenticatedRequest::authenticate;
  /// What is asked of the provider; `openid` where it is left out.
  Value<std::string> scope = {};
  /// The name of the cookie; `AWSELBAuthSessionCookie` where it is left out.
  Value<std::string> session_cookie_name = {};
  /// How long somebody stays signed in, in seconds; 7 days where it is left out.
  SessionTimeout session_timeout = {};
};

/// What a listener does with a request.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
class ListenerAction {
 public:
  /// Sends it to a target group.
  static ListenerAction forward(const Link<TargetGroup>& group);
  /// Sends it to one of several target groups by their weights; a client stays with the group for
  /// some seconds, 1 to 604,800, where a number is given.
  static ListenerAction forward(const Items<WeightedTargetGroup>& groups,
                                const StickinessDuration& stickiness = {});
  /// Sends the client elsewhere.
  static ListenerAction redirect(const RedirectOptions& options);
  /// Answers it.
  static ListenerAction fixed_response(const FixedResponse& response);
  /// Has the client sign in by Cognito, then does what follows; over HTTPS alone.
  static ListenerAction authenticate_cognito(const CognitoAuthentication& by,
                                             const ListenerAction& next);
  /// Has the client sign in by a provider of OpenID Connect, then does what follows; over HTTPS
  /// alone.
  static ListenerAction authenticate_oidc(const OidcAuthentication& by, const ListenerAction& next);

  /// The actions, in order.
  [[nodiscard]] const List<cfn::elasticloadbalancingv2::listener::Action>& actions() const {
    return actions_;
  }
  /// The target groups that it sends requests to.
  [[nodiscard]] const Items<Link<TargetGroup>>& target_groups() const { return groups_; }
  /// Whether the load balancer asks somebody on the internet who the client is.
  [[nodiscard]] bool authenticates() const { return authenticates_; }
  /// A sentence that names what is wrong with it; empty where nothing is.
  [[nodiscard]] std::string_view problem() const { return problem_; }

 private:
  ListenerAction() = default;
  void put_before(const Value<cfn::elasticloadbalancingv2::listener::Action>& first,
                  const ListenerAction& next, const SessionTimeout& timeout);

  List<cfn::elasticloadbalancingv2::listener::Action> actions_;
  Items<Link<TargetGroup>> groups_;
  Text problem_;
  bool authenticates_ = false;
};

/// What a rule asks of a request.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
class ListenerCondition {
 public:
  /// The header `Host` is one of these, which may hold `*` and `?`.
  static ListenerCondition host(const List<std::string>& names);
  /// A header has one of these values, which may hold `*` and `?`.
  static ListenerCondition header(const Value<std::string>& name, const List<std::string>& values);
  /// The method is one of these, e.g. `GET`.
  static ListenerCondition method(const List<std::string>& methods);
  /// The path is one of these, which may hold `*` and `?`.
  static ListenerCondition path(const List<std::string>& patterns);
  /// The query holds a key with a value, which may hold `*` and `?`; with any key where it is
  /// empty.
  static ListenerCondition query(const Map<std::string>& pairs);
  /// The client is in one of these blocks of addresses.
  static ListenerCondition source_ip(const List<std::string>& cidrs);

  /// The condition as the rule's resource takes it.
  [[nodiscard]] const Value<Json>& json() const { return json_; }

 private:
  explicit ListenerCondition(const Value<Json>& json) : json_(json) {}
  Value<Json> json_;
};

}  // namespace omnitrack
