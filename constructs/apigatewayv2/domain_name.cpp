#include "omnitrack/apigatewayv2/domain_name.hpp"

#include <string>

#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/apigateway/websocket_api.hpp>
#include <omnitrack/apigatewayv2/http_api.hpp>
#include <omnitrack/cfn/apigateway.hpp>
#include <omnitrack/cfn/apigatewayv2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/route53/hosted_zone.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

/// What a domain name that is made elsewhere is made of.
struct ImportedDomainNameProps {
  using Makes = DomainName;
  Id id;
  Value<std::string> name;
  AliasAddress address;
};

namespace {

// Both kinds of domain names have a struct of their own for it.
template <class Settings>
Settings mutual_tls_settings(const ApiMutualTls& given) {
  return {.truststore_uri = concat("s3://", given.bucket->name(), "/", given.key),
          .truststore_version = given.version};
}

std::string id_of_mapping(std::string_view path) {
  return path.empty() ? std::string("RootMapping") : std::string(path) + "-Mapping";
}

}  // namespace

DomainName::DomainName(Attach at, const DomainNameProps& props)
    : Construct(std::move(at)), name_(props.domain_name.value()) {
  if (props.domain_name.is_broken()) {
    error(codes::OT3320,
          "'" + std::string(props.domain_name.text()) + "' is not a name for a domain",
          "use labels of 1 to 63 letters, digits, hyphens and underscores, joined by dots");
  }
  if (props.endpoint == ApiDomainEndpoint::edge) {
    make_edge(props);
  } else {
    make_regional(props);
  }
  props.certificate.check_covers(*this, name_);
  if (props.hosted_zone.is_set() && props.hosted_zone->check_holds(*this, name_)) {
    props.hosted_zone->add_alias(
        props.domain_name.is_text() ? RecordName(props.domain_name.text()) : RecordName(name_),
        *this, source());
  }
}

DomainName::DomainName(Attach at, const ImportedDomainNameProps& props)
    : Construct(std::move(at)), name_(props.name), address_(props.address) {}

DomainName& DomainName::from_attributes(Construct& scope, const Id& id,
                                        const DomainNameAttributes& attributes) {
  return scope.add(
      ImportedDomainNameProps{.id = id,
                              .name = attributes.domain_name,
                              .address = {attributes.target, attributes.target_zone_id}});
}

void DomainName::make_regional(const DomainNameProps& props) {
  namespace l1 = cfn::apigatewayv2::domain_name;
  props.certificate.check_for_region(*this);
  l1::DomainNameConfiguration configuration{
      .certificate_arn = props.certificate.arn(),
      .endpoint_type = "REGIONAL",
      .security_policy = "TLS_1_2",
  };
  if (props.ipv6) configuration.ip_address_type = "dualstack";
  if (props.ownership_certificate.is_set()) {
    configuration.ownership_verification_certificate_arn = props.ownership_certificate.arn();
  }
  regional_ = &add(cfn::apigatewayv2::DomainNameProps{
      .id = primary(),
      .domain_name = name_,
      .domain_name_configurations = {configuration},
  });
  if (props.mutual_tls.has_value()) {
    regional_->props.mutual_tls_authentication =
        mutual_tls_settings<l1::MutualTlsAuthentication>(*props.mutual_tls);
  }
  address_ = {regional_->attr_regional_domain_name(), regional_->attr_regional_hosted_zone_id()};
}

void DomainName::make_edge(const DomainNameProps& props) {
  namespace l1 = cfn::apigateway::domain_name;
  props.certificate.check_for_edge(*this);
  edge_ = &add(cfn::apigateway::DomainNameProps{
      .id = primary(),
      .certificate_arn = props.certificate.arn(),
      .domain_name = name_,
      .endpoint_configuration = l1::EndpointConfiguration{.types = {"EDGE"}},
      .security_policy = "TLS_1_2",
  });
  if (props.mutual_tls.has_value()) {
    error(codes::OT3307, "a domain name of the edge has mutual TLS",
          "leave `endpoint` out: mutual TLS is for regional domain names");
  }
  address_ = {edge_->attr_distribution_domain_name(), edge_->attr_distribution_hosted_zone_id()};
}

void DomainName::refuse_at_the_edge(std::string_view kind) const {
  if (edge_ == nullptr) return;
  error(codes::OT3307, "a domain name of the edge leads to " + std::string(kind),
        "leave `endpoint` out: only REST APIs are served from the edge");
}

void DomainName::map_regional(const Value<std::string>& api_id, const Value<std::string>& stage,
                              const Construct& stage_itself, std::string_view path) {
  const Value<std::string> domain = regional_ != nullptr ? regional_->ref() : name_;
  auto& mapping = add(cfn::apigatewayv2::ApiMappingProps{
      .id = child(id_of_mapping(path)),
      .api_id = as<AnyOf<cfn::apigateway::RestApiId, cfn::apigatewayv2::ApiId>>(api_id),
      .domain_name =
          as<AnyOf<cfn::apigateway::DomainNameName, cfn::apigatewayv2::DomainNameName>>(domain),
      .stage = stage,
  });
  if (!path.empty()) mapping.props.api_mapping_key = path;
  mapping.depends_on(stage_itself);
}

void DomainName::map(const HttpApi& api, std::string_view path) {
  if (api.stage() != nullptr) {
    map(api, *api.stage(), path);
  } else {
    refuse_at_the_edge("an HTTP API");
    map_regional(api.api_id(), "$default", api, path);
  }
}

void DomainName::map(const HttpApi& api, const HttpStage& stage, std::string_view path) {
  refuse_at_the_edge("an HTTP API");
  map_regional(api.api_id(), stage.stage_name(), stage.resource(), path);
}

void DomainName::map(WebSocketApi& api, std::string_view path) {
  refuse_at_the_edge("a WebSocket API");
  map_regional(api.id(), api.stage_name(), api.stage(), path);
}

void DomainName::map(RestApi& api, std::string_view path) {
  if (edge_ == nullptr) {
    map_regional(api.id(), api.stage_name(), api.stage(), path);
    return;
  }
  auto& mapping = add(cfn::apigateway::BasePathMappingProps{
      .id = child(id_of_mapping(path)),
      .domain_name = edge_->ref(),
      .rest_api_id = api.id(),
      .stage = api.stage().ref(),
  });
  if (!path.empty()) mapping.props.base_path = path;
}

AliasAddress DomainName::alias_address() const { return address_; }

Value<std::string> DomainName::url(std::string_view path) const {
  return concat("https://", name_, path);
}

}  // namespace omnitrack
