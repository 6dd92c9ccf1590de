#include "omnitrack/cognito/user_pool_client.hpp"

#include <string>

#include "made_props.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t ten_years = 3650 * day;

List<std::string> flows_of(const AuthFlows& flows) {
  List<std::string> names;
  const auto allow = [&](bool is_allowed, std::string_view name) {
    if (is_allowed) names.add(name);
  };
  allow(flows.admin_user_password, "ALLOW_ADMIN_USER_PASSWORD_AUTH");
  allow(flows.custom, "ALLOW_CUSTOM_AUTH");
  allow(flows.refresh_token, "ALLOW_REFRESH_TOKEN_AUTH");
  allow(flows.user_choice, "ALLOW_USER_AUTH");
  allow(flows.user_password, "ALLOW_USER_PASSWORD_AUTH");
  allow(flows.user_srp, "ALLOW_USER_SRP_AUTH");
  return names;
}

// Calls with each literal text of a list.
template <class Call>
void for_each_text(const List<std::string>& texts, const Call& call) {
  const Node& list = texts.node();
  if (list.kind != NodeKind::list) return;
  for (std::uint32_t i = 0; i < list.size; ++i) {
    if (list.items[i].kind == NodeKind::string) call(list.items[i].string());
  }
}

// Whether users can be sent to an address with a token.
bool is_safe_target(std::string_view url) {
  if (url.find('#') != std::string_view::npos) return false;
  if (url.starts_with("http://")) {
    const std::string_view host = url.substr(7);
    return host.starts_with("localhost") || host.starts_with("127.0.0.1") ||
           host.starts_with("[::1]");
  }
  return url.find("://") != std::string_view::npos;
}

}  // namespace

UserPoolClient::UserPoolClient(Attach at, const MadeUserPoolClientProps& made)
    : Construct(std::move(at)),
      has_secret_(made.given.generate_secret),
      pool_(made.pool.id()),
      resource_(add(cfn::cognito::UserPoolClientProps{
          .id = primary(),
          .user_pool_id = made.pool.id(),
          .access_token_validity = made.given.access_token_validity.count(),
          .client_name = made.given.client_name,
          .enable_token_revocation = made.given.enable_token_revocation,
          .explicit_auth_flows = flows_of(made.given.auth_flows),
          .generate_secret = made.given.generate_secret,
          .id_token_validity = made.given.id_token_validity.count(),
          .prevent_user_existence_errors =
              made.given.prevent_user_existence_errors ? "ENABLED" : "LEGACY",
          .read_attributes = made.given.read_attributes,
          .refresh_token_validity = made.given.refresh_token_validity.count(),
          .supported_identity_providers = made.given.identity_providers,
          .token_validity_units =
              cfn::cognito::user_pool_client::TokenValidityUnits{
                  .access_token = made.given.access_token_validity.unit(),
                  .id_token = made.given.id_token_validity.unit(),
                  .refresh_token = made.given.refresh_token_validity.unit()},
          .write_attributes = made.given.write_attributes,
      })) {
  check(made.pool, made.given);
  if (made.given.oauth) set_oauth(*made.given.oauth);
}

void UserPoolClient::check(const UserPool& pool, const UserPoolClientProps& props) const {
  check_validity("access", props.access_token_validity, 5 * minute, day, "5 minutes to 1 day");
  check_validity("id", props.id_token_validity, 5 * minute, day, "5 minutes to 1 day");
  check_validity("refresh", props.refresh_token_validity, hour, ten_years, "1 hour to 10 years");
  const std::int64_t refresh = props.refresh_token_validity.in_seconds();
  if (refresh >= hour && (props.access_token_validity.in_seconds() > refresh ||
                          props.id_token_validity.in_seconds() > refresh)) {
    error(codes::OT2505, "the refresh token expires before the tokens that it is to renew",
          "make refresh_token_validity the longest");
  }
  if (!flows_of(props.auth_flows).is_set() && !props.oauth) {
    error(codes::OT2514, "the client can sign nobody in",
          "set one of the members of .auth_flows, or give .oauth");
  }
  check_attributes(pool, props.read_attributes);
  check_attributes(pool, props.write_attributes);
  if (props.oauth) check_oauth(*props.oauth, props.generate_secret);
}

void UserPoolClient::check_validity(std::string_view token, const TokenValidity& validity,
                                    std::int64_t least, std::int64_t most,
                                    std::string_view bounds) const {
  const std::int64_t seconds = validity.in_seconds();
  if (seconds >= least && seconds <= most) return;
  error(codes::OT2505,
        "the " + std::string(token) + " token is valid for " + std::to_string(validity.count()) +
            ' ' + std::string(validity.unit()),
        "it can be " + std::string(bounds) + '.');
}

void UserPoolClient::check_attributes(const UserPool& pool,
                                      const List<std::string>& attributes) const {
  for_each_text(attributes, [&](std::string_view name) {
    if (pool.has_attribute(name)) return;
    const bool is_custom = pool.has_attribute("custom:" + std::string(name));
    error(codes::OT2511, "the user pool has no attribute '" + std::string(name) + "'",
          is_custom ? "did you mean 'custom:" + std::string(name) + "'?"
                    : "custom attributes are named 'custom:NAME' here and must be among the pool's "
                      ".custom_attributes");
  });
}

void UserPoolClient::check_urls(const List<std::string>& urls) const {
  for_each_text(urls, [&](std::string_view url) {
    if (is_safe_target(url)) return;
    error(codes::OT2510, "users cannot be sent to '" + std::string(url) + "'",
          "use https, http on localhost or an app's own scheme, and no fragment");
  });
}

void UserPoolClient::check_oauth(const OAuth& oauth, bool has_secret) const {
  const bool signs_users_in = oauth.authorization_code || oauth.implicit;
  if (oauth.client_credentials && signs_users_in) {
    error(codes::OT2510, "a client is for machines or for users",
          "make another client with .client_credentials alone, and .authorization_code = false");
  }
  if (oauth.client_credentials && !has_secret) {
    error(codes::OT2510, "client credentials need a secret", "set .generate_secret = true");
  }
  if (!oauth.client_credentials && !signs_users_in) {
    error(codes::OT2510, "OAuth is given, but none of its ways", "set .authorization_code = true");
  }
  if (signs_users_in && !oauth.callback_urls.is_set()) {
    error(codes::OT2510, "users cannot be sent back after they signed in", "give .callback_urls");
  }
  check_urls(oauth.callback_urls);
  check_urls(oauth.logout_urls);
}

void UserPoolClient::set_oauth(const OAuth& oauth) {
  cfn::cognito::UserPoolClientProps& client = resource_.props;
  client.allowed_oauth_flows_user_pool_client = true;
  if (oauth.authorization_code) client.allowed_oauth_flows.add("code");
  if (oauth.implicit) client.allowed_oauth_flows.add("implicit");
  if (oauth.client_credentials) client.allowed_oauth_flows.add("client_credentials");
  client.allowed_oauth_scopes = oauth.scopes;
  client.callback_urls = oauth.callback_urls;
  client.logout_urls = oauth.logout_urls;
}

Value<cfn::cognito::UserPoolClientId> UserPoolClient::id() const { return resource_.ref(); }

Value<std::string> UserPoolClient::secret() const {
  if (!has_secret_) {
    error(codes::OT2513, "the secret of a client without one is used",
          "set .generate_secret = true");
  }
  return resource_.attr_client_secret();
}

UserPoolDomain::UserPoolDomain(Attach at, const MadeUserPoolDomainProps& made)
    : Construct(std::move(at)),
      is_custom_(made.given.custom_domain.is_set()),
      resource_(add(cfn::cognito::UserPoolDomainProps{
          .id = primary(),
          .domain = is_custom_ ? made.given.custom_domain : made.given.prefix.value(),
          .user_pool_id = made.pool.id(),
      })) {
  const UserPoolDomainProps& props = made.given;
  if (is_custom_ == props.prefix.is_set() || is_custom_ != props.certificate.is_set()) {
    error(codes::OT2512, "a domain is a prefix, or a custom domain with its certificate",
          "give .prefix alone, or .custom_domain and .certificate");
  }
  if (props.prefix.is_broken()) {
    error(codes::OT2512, "'" + std::string(props.prefix.text()) + "' cannot be a domain's prefix",
          "it has 1 to 63 lower-case letters, digits and inner hyphens, without 'aws', 'amazon' "
          "and 'cognito'");
  }
  if (is_custom_) {
    resource_.props.custom_domain_config = cfn::cognito::user_pool_domain::CustomDomainConfigType{
        .certificate_arn = props.certificate.arn()};
    props.certificate.check_for_edge(*this);
    props.certificate.check_covers(*this, props.custom_domain);
  }
  if (props.managed_login) resource_.props.managed_login_version = 2;
}

Value<std::string> UserPoolDomain::base_url() const {
  if (is_custom_) return concat("https://", resource_.ref());
  return concat("https://", resource_.ref(), ".auth.", stack().region(), ".amazoncognito.com");
}

Value<std::string> UserPoolDomain::cloud_front_domain_name() const {
  return resource_.attr_cloud_front_distribution();
}

Metric UserPoolClient::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/Cognito",
                     .metric_name = metric_name,
                     .dimensions = {{"UserPool", pool_}, {"UserPoolClient", id()}}};
}

}  // namespace omnitrack
