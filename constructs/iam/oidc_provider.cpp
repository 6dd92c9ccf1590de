#include "omnitrack/iam/oidc_provider.hpp"

#include <algorithm>
#include <string>

#include "../imported.hpp"
#include <omnitrack/cfn/iam.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a provider that is made elsewhere is made of.
struct ImportedOidcProviderProps {
  using Makes = OidcProvider;
  Id id;
  Value<cfn::iam::OIDCProviderArn> arn;
};

namespace {

constexpr std::string_view sts_audience = "sts.amazonaws.com";

std::string_view issuer_of_url(std::string_view url) {
  const std::string_view scheme = detail::OidcUrlRule::scheme;
  if (url.starts_with(scheme)) url.remove_prefix(scheme.size());
  if (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

std::string_view issuer_of_arn(std::string_view arn) {
  constexpr std::string_view marker = ":oidc-provider/";
  const std::size_t found = arn.find(marker);
  return found == arn.npos ? std::string_view{} : arn.substr(found + marker.size());
}

bool is_pattern(const Node& text) {
  // What is known at the deployment only may be a pattern too.
  return text.kind != NodeKind::string || text.string().find_first_of("*?") != std::string::npos;
}

bool has_pattern(const List<std::string>& texts) {
  const Node& node = texts.node();
  if (node.kind != NodeKind::list) return true;
  return std::any_of(node.items, node.items + node.size, is_pattern);
}

}  // namespace

OidcProvider::OidcProvider(Attach at, const OidcProviderProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::iam::OIDCProviderProps{
          .id = primary(),
          .client_id_list = props.client_ids,
          .thumbprint_list = props.thumbprints,
          .url = props.url.value(),
      })),
      arn_(resource_->ref()),
      issuer_(issuer_of_url(props.url.text())),
      client_ids_(props.client_ids) {
  if (props.url.is_broken()) {
    error(codes::OT3902, "'" + std::string(props.url.text()) + "' is not the URL of an issuer",
          "it is https:// and a host, perhaps with a path, without port or query");
  }
}

OidcProvider::OidcProvider(Attach at, const ImportedOidcProviderProps& props)
    : Construct(std::move(at)),
      arn_(props.arn),
      issuer_(issuer_of_arn(props.arn.literal_text())),
      client_ids_({sts_audience}) {
  check_imported(*this, props.arn, !issuer_.empty(), "the ARN of an OpenID Connect provider",
                 "it looks like arn:aws:iam::123456789012:oidc-provider/example.com");
}

OidcProvider& OidcProvider::from_arn(Construct& scope, const Id& id,
                                     const Value<cfn::iam::OIDCProviderArn>& arn) {
  return scope.add(ImportedOidcProviderProps{.id = id, .arn = arn});
}

OidcProvider& OidcProvider::github_actions(Construct& scope, const Id& id) {
  return scope.add(
      OidcProviderProps{.id = id, .url = "https://token.actions.githubusercontent.com"});
}

Value<std::string> OidcProvider::github_subject(const Value<std::string>& repository,
                                                const Value<std::string>& filter) {
  return concat("repo:", repository, ":", filter);
}

PolicyPrincipal OidcProvider::principal() const { return PolicyPrincipal::federated(arn_); }

Map<Json> OidcProvider::conditions(const List<std::string>& subjects,
                                   const List<std::string>& audiences) const {
  const Node& given = subjects.node();
  if (!given.is_set() || (given.kind == NodeKind::list && given.size == 0)) {
    error(codes::OT3903, "the trust in the provider names no subject",
          "name whom tokens must be about: anybody at the provider could assume the role");
  }
  if (issuer_.empty()) {
    error(codes::OT3904, "the issuer is not known, which begins the keys of conditions",
          "give the url, or the ARN to from_arn, as a text that is known when the app is built");
  }
  const std::string issuer(issuer_.text());
  const Json about =
      Json::object({{issuer + ":aud", Json(audiences.is_set() ? audiences : client_ids_)}});
  Json exact = about;
  if (!has_pattern(subjects)) {
    exact.set(issuer + ":sub", Json(subjects));
    return {{"StringEquals", exact}};
  }
  return {{"StringEquals", exact},
          {"StringLike", Json::object({{issuer + ":sub", Json(subjects)}})}};
}

cfn::iam::OIDCProvider& OidcProvider::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::iam::OIDCProviderProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
