#pragma once

#include <omnitrack/certificatemanager/certificate_link.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/route53/alias_target.hpp>
#include <omnitrack/route53/dns_name.hpp>

namespace omnitrack::cfn::apigateway {
class DomainName;  // defined in <omnitrack/cfn/apigateway.hpp>
enum class DomainNameName : char;
}  // namespace omnitrack::cfn::apigateway
namespace omnitrack::cfn::apigatewayv2 {
class DomainName;  // defined in <omnitrack/cfn/apigatewayv2.hpp>
enum class DomainNameName : char;
}  // namespace omnitrack::cfn::apigatewayv2

namespace omnitrack {

class Bucket;
class Certificate;
class HostedZone;
class HttpApi;
class HttpStage;
class RestApi;
class WebSocketApi;

/// Where a domain name of APIs is served.
enum class ApiDomainEndpoint : std::uint8_t {
  regional,  ///< in the region of its APIs
  edge,      ///< through CloudFront, for REST APIs alone
};

/// Has callers show a certificate of their own.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
struct ApiMutualTls {
  /// The bucket with the file of the authorities that are trusted.
  Required<Link<const Bucket>, struct required_bucket> bucket;
  /// The key of the file, in PEM.
  Required<Value<std::string>, struct required_key> key;
  /// The version of the file, in a bucket that keeps versions.
  Value<std::string> version = {};
};

class DomainName;

/// Properties of a domain name of APIs.
struct DomainNameProps {
  using Makes = DomainName;
  Id id;
  /// The certificate: of the stack's region, or of us-east-1 for the edge.
  Required<CertificateLink, struct required_certificate> certificate;
  /// The name in small letters, e.g. `api.example.com`. A change replaces it.
  CheckedText<detail::DnsNameRule, struct required_domain_name> domain_name;
  /// Where it is served.
  ApiDomainEndpoint endpoint = ApiDomainEndpoint::regional;
  /// The zone that gets the records which lead here.
  Link<HostedZone> hosted_zone = {};
  /// Whether it is reached by IPv6 too, where it is regional.
  Bool ipv6 = false;
  /// Has callers show a certificate of their own; the APIs should then have no other address, by
  /// `disable_execute_api_endpoint`.
  Optional<ApiMutualTls> mutual_tls = {};
  /// A certificate that shows that the name is the owner's, where mutual TLS goes with a private or
  /// imported certificate.
  CertificateLink ownership_certificate = {};
};

/// What is known of a domain name that is made elsewhere.
struct DomainNameAttributes {
  /// The name, e.g. `api.example.com`.
  Required<Value<std::string>, struct required_domain_name> domain_name;
  /// The name of AWS's that records lead to.
  Required<Value<std::string>, struct required_target> target;
  /// The hosted zone of that name, which is AWS's.
  Required<Value<std::string>, struct required_target_zone_id> target_zone_id;
};

/// A domain name of one's own for APIs, with TLS 1.2 at least: AWS::ApiGatewayV2::DomainName with
/// AWS::ApiGatewayV2::ApiMapping, or for the edge AWS::ApiGateway::DomainName with
/// AWS::ApiGateway::BasePathMapping; and its records (AWS::Route53::RecordSet).
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
class DomainName final : public Construct, public AliasTarget {
 public:
  DomainName(Attach at, const DomainNameProps& props);
  DomainName(Attach at, const struct ImportedDomainNameProps& props);

  /// A regional domain name that is made elsewhere, which can be given further APIs.
  static DomainName& from_attributes(Construct& scope, const Id& id,
                                     const DomainNameAttributes& attributes);

  /// Leads a path, e.g. `orders/v1`, to an HTTP API's own stage, or to that one; all paths that
  /// lead nowhere else where it is empty.
  void map(const HttpApi& api, std::string_view path = {});
  /// Leads a path to one stage of an HTTP API.
  void map(const HttpApi& api, const HttpStage& stage, std::string_view path = {});
  /// Leads a path to a REST API; for the edge, a path of one part.
  void map(RestApi& api, std::string_view path = {});
  /// Leads a path to a WebSocket API, which can share its domain name with no other kind.
  void map(WebSocketApi& api, std::string_view path = {});

  /// The name of AWS's that a record of the domain name leads to.
  [[nodiscard]] AliasAddress alias_address() const override;
  /// The domain name.
  [[nodiscard]] const Value<std::string>& domain_name() const { return name_; }
  /// The address of a path.
  [[nodiscard]] Value<std::string> url(std::string_view path = "/") const;
  /// The resource of a regional domain name; null where it is for the edge or made elsewhere.
  [[nodiscard]] cfn::apigatewayv2::DomainName* regional() { return regional_; }
  /// The resource of a domain name for the edge; null where it is regional or made elsewhere.
  [[nodiscard]] cfn::apigateway::DomainName* edge() { return edge_; }

 private:
  void make_regional(const DomainNameProps& props);
  void make_edge(const DomainNameProps& props);
  void map_regional(const Value<std::string>& api_id, const Value<std::string>& stage,
                    const Construct& stage_itself, std::string_view path);
  void refuse_at_the_edge(std::string_view kind) const;

  Value<std::string> name_;
  AliasAddress address_;
  cfn::apigatewayv2::DomainName* regional_ = nullptr;
  cfn::apigateway::DomainName* edge_ = nullptr;
};

}  // namespace omnitrack
