#pragma once

#include <omnitrack/certificatemanager/certificate_link.hpp>
#include <omnitrack/cfn/cognito.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack {

class Role;
class UserPool;

namespace detail {

inline void
a_domain_prefix_has_1_to_63_lower_case_letters_digits_or_inner_hyphens_without_aws_amazon_or_cognito() {
}

struct DomainPrefixRule {
  static constexpr bool is_word(char c) { return is_lower(c) || is_digit(c); }
  static constexpr bool fits(std::string_view prefix) {
    if (prefix.empty() || prefix.size() > 63) return false;
    if (!is_word(prefix.front()) || !is_word(prefix.back())) return false;
    for (const char c : prefix) {
      if (!is_word(c) && c != '-') return false;
    }
    for (const std::string_view reserved : {"aws", "amazon", "cognito"}) {
      if (prefix.find(reserved) != std::string_view::npos) return false;
    }
    return true;
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_domain_prefix_has_1_to_63_lower_case_letters_digits_or_inner_hyphens_without_aws_amazon_or_cognito();
    }
  }
};

}  // namespace detail

/// For how long a token is valid.
class TokenValidity {
 public:
  /// So many seconds.
  static constexpr TokenValidity seconds(std::int64_t count) { return {count, "seconds", 1}; }
  /// So many minutes.
  static constexpr TokenValidity minutes(std::int64_t count) { return {count, "minutes", 60}; }
  /// So many hours.
  static constexpr TokenValidity hours(std::int64_t count) { return {count, "hours", 3'600}; }
  /// So many days.
  static constexpr TokenValidity days(std::int64_t count) { return {count, "days", 86'400}; }

  /// The number of units.
  [[nodiscard]] constexpr std::int64_t count() const { return count_; }
  /// `seconds`, `minutes`, `hours` or `days`.
  [[nodiscard]] constexpr std::string_view unit() const { return unit_; }
  /// The whole in seconds; -1 where it is negative or too long for any token.
  [[nodiscard]] constexpr std::int64_t in_seconds() const {
    return count_ < 0 || count_ > 1'000'000'000 ? -1 : count_ * seconds_of_unit_;
  }

 private:
  constexpr TokenValidity(std::int64_t count, std::string_view unit, std::int64_t seconds_of_unit)
      : count_(count), unit_(unit), seconds_of_unit_(seconds_of_unit) {}
  std::int64_t count_;
  std::string_view unit_;
  std::int64_t seconds_of_unit_;
};

/// The ways in which a client can sign users in.
/// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
struct AuthFlows {
  /// With name and password, by a server with the permissions of an administrator.
  Bool admin_user_password = false;
  /// With challenges that functions make.
  Bool custom = false;
  /// With a refresh token.
  Bool refresh_token = true;
  /// With whatever the user chooses, such as a passkey.
  Bool user_choice = false;
  /// With name and password, sent as they are.
  Bool user_password = false;
  /// With name and password, of which a proof is sent.
  Bool user_srp = true;
};

/// How a client signs users in through the pool's own pages, by OAuth 2.0.
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-app-idp-settings.html
struct OAuth {
  /// Whether tokens are fetched with a code, the safe way.
  Bool authorization_code = true;
  /// The pages that users are sent back to: https, http on localhost, or an app's own scheme.
  List<std::string> callback_urls = {};
  /// Whether machines get tokens with the client's secret; excludes the other ways.
  Bool client_credentials = false;
  /// Whether tokens are put into the address of the page, which OAuth 2.1 drops.
  Bool implicit = false;
  /// The pages that users are sent to when they signed out.
  List<std::string> logout_urls = {};
  /// What tokens are good for, e.g. `openid`, `email`, `profile`, `phone`,
  /// `aws.cognito.signin.user.admin` or `server.scope("read")` of a `UserPoolResourceServer`.
  List<std::string> scopes = {"openid", "email", "profile"};
};

class UserPoolClient;

/// Properties of a client, for `UserPool::add_client`.
struct UserPoolClientProps {
  Id id;
  /// For how long an access token is valid, 5 minutes to 1 day.
  TokenValidity access_token_validity = TokenValidity::hours(1);
  /// The ways in which it can sign users in.
  AuthFlows auth_flows = {};
  /// The name, 128 characters at most.
  Value<std::string> client_name = {};
  /// Whether tokens can be revoked before their time.
  Bool enable_token_revocation = true;
  /// Whether it has a secret, which web pages and apps cannot keep.
  Bool generate_secret = false;
  /// For how long an id token is valid, 5 minutes to 1 day.
  TokenValidity id_token_validity = TokenValidity::hours(1);
  /// Providers that users can come from; the pool itself by default.
  List<std::string> identity_providers = {"COGNITO"};
  /// Signs users in through the pool's own pages.
  Optional<OAuth> oauth = {};
  /// Whether the answers to unknown users are as those to wrong passwords.
  Bool prevent_user_existence_errors = true;
  /// The attributes that it can read, e.g. `email` or `custom:role`; all where it is left out.
  List<std::string> read_attributes = {};
  /// For how long a refresh token is valid, 1 hour to 10 years.
  TokenValidity refresh_token_validity = TokenValidity::days(30);
  /// The attributes that it can write; all that can be changed where it is left out.
  List<std::string> write_attributes = {};
};

/// An app that signs users of a pool in: AWS::Cognito::UserPoolClient; made by
/// `UserPool::add_client`.
/// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html
class UserPoolClient final : public Construct, public Measured {
 public:
  UserPoolClient(Attach at, const struct MadeUserPoolClientProps& made);

  /// One of Cognito's metrics of the client, by the average, which is the share of successes, where
  /// it says no other statistic.
  /// https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many sign-ins succeeded.
  [[nodiscard]] Metric metric_sign_ins() const { return metric("SignInSuccesses").sum(); }
  /// How many sign-ups succeeded.
  [[nodiscard]] Metric metric_sign_ups() const { return metric("SignUpSuccesses").sum(); }
  /// How many sign-ins were throttled.
  [[nodiscard]] Metric metric_throttled_sign_ins() const { return metric("SignInThrottles").sum(); }
  /// How many tokens were refreshed.
  [[nodiscard]] Metric metric_token_refreshes() const {
    return metric("TokenRefreshSuccesses").sum();
  }

  /// The id.
  [[nodiscard]] Value<cfn::cognito::UserPoolClientId> id() const;
  /// The secret, which then shows in whatever it is written to.
  [[nodiscard]] Value<std::string> secret() const;
  /// The client's own resource.
  [[nodiscard]] cfn::cognito::UserPoolClient& resource() { return resource_; }

 private:
  void check(const UserPool& pool, const UserPoolClientProps& props) const;
  void check_validity(std::string_view token, const TokenValidity& validity, std::int64_t least,
                      std::int64_t most, std::string_view bounds) const;
  void check_attributes(const UserPool& pool, const List<std::string>& attributes) const;
  void check_urls(const List<std::string>& urls) const;
  void check_oauth(const OAuth& oauth, bool has_secret) const;
  void set_oauth(const OAuth& oauth);

  bool has_secret_;
  Value<cfn::cognito::UserPoolId> pool_;
  cfn::cognito::UserPoolClient& resource_;
};

/// Properties of a domain, for `UserPool::add_domain`: a `prefix`, or a `custom_domain` with its
/// `certificate`.
struct UserPoolDomainProps {
  Id id;
  /// The certificate of the custom domain, in us-east-1.
  CertificateLink certificate = {};
  /// A host name of one's own, e.g. `auth.example.com`.
  Value<std::string> custom_domain = {};
  /// The first part of a host name of Cognito's, unique in the region: lower-case letters, digits
  /// and hyphens, without `aws`, `amazon` and `cognito`.
  CheckedText<detail::DomainPrefixRule> prefix = {};
  /// Whether the newer pages, which can be styled, are shown; needs the tier `essentials`.
  Bool managed_login = false;
};

/// The host name of a pool's pages and endpoints: AWS::Cognito::UserPoolDomain; made by
/// `UserPool::add_domain`.
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain.html
class UserPoolDomain final : public Construct {
 public:
  UserPoolDomain(Attach at, const struct MadeUserPoolDomainProps& made);

  /// The address of the pages and endpoints, e.g. `https://PREFIX.auth.REGION.amazoncognito.com`.
  [[nodiscard]] Value<std::string> base_url() const;
  /// The CloudFront host that the DNS record of a custom domain points to.
  [[nodiscard]] Value<std::string> cloud_front_domain_name() const;
  /// The domain's own resource.
  [[nodiscard]] cfn::cognito::UserPoolDomain& resource() { return resource_; }

 private:
  bool is_custom_;
  cfn::cognito::UserPoolDomain& resource_;
};

/// Properties of a group, for `UserPool::add_group`.
struct UserPoolGroupProps {
  Id id;
  /// What it is for, 2,048 characters at most.
  Value<std::string> description = {};
  /// The name, 128 characters at most; made up by CloudFormation where it is left out.
  Value<std::string> group_name = {};
  /// Which group's role counts for users of several: the one with the least number.
  Value<std::int64_t> precedence = {};
  /// The role of its users.
  Link<const Role> role = {};
};

}  // namespace omnitrack
