#pragma once

#include <omnitrack/certificatemanager/certificate_link.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/resource.hpp>
#include <omnitrack/route53/alias_target.hpp>
#include <omnitrack/route53/dns_name.hpp>

namespace omnitrack::cfn::appsync {
class DomainName;  // defined in <omnitrack/cfn/appsync.hpp>
}

namespace omnitrack {

class EventApi;
class GraphqlApi;
class GraphqlDomainName;
class HostedZone;
class MergedGraphqlApi;

/// The API that a domain name leads to, by reference.
class GraphqlDomainTarget {
 public:
  /// A GraphQL API.
  GraphqlDomainTarget(const GraphqlApi& api);
  /// An API that is merged of others.
  GraphqlDomainTarget(const MergedGraphqlApi& api);
  /// An API of events.
  GraphqlDomainTarget(const EventApi& api);

  /// Its id.
  [[nodiscard]] const Value<std::string>& api_id() const { return api_id_; }
  /// The path that it answers on.
  [[nodiscard]] std::string_view path() const { return path_; }

 private:
  Value<std::string> api_id_;
  std::string_view path_;
};

/// Properties of a domain name of an API of AppSync.
struct GraphqlDomainNameProps {
  using Makes = GraphqlDomainName;
  Id id;
  /// The API that it leads to.
  Required<GraphqlDomainTarget, struct required_api> api;
  /// The certificate, of us-east-1.
  Required<CertificateLink, struct required_certificate> certificate;
  /// The name in small letters, e.g. `api.example.com`. A change replaces it.
  CheckedText<detail::DnsNameRule, struct required_domain_name> domain_name;
  /// What it is for.
  Value<std::string> description = {};
  /// The zone that gets the records which lead here.
  Link<HostedZone> hosted_zone = {};
};

/// A domain name of one's own for an API of AppSync: AWS::AppSync::DomainName and
/// AWS::AppSync::DomainNameApiAssociation, with its records (AWS::Route53::RecordSet).
/// https://docs.aws.amazon.com/appsync/latest/devguide/custom-domain-name.html
class GraphqlDomainName final : public Construct, public AliasTarget {
 public:
  GraphqlDomainName(Attach at, const GraphqlDomainNameProps& props);

  /// The name of AWS's that a record of the domain name leads to.
  [[nodiscard]] AliasAddress alias_address() const override;
  /// The domain name.
  [[nodiscard]] const Value<std::string>& domain_name() const { return name_; }
  /// The address of queries and mutations, or of events.
  [[nodiscard]] Value<std::string> url() const;
  /// The domain name's own resource.
  [[nodiscard]] cfn::appsync::DomainName& resource() { return resource_; }

 private:
  Value<std::string> name_;
  std::string_view path_;
  cfn::appsync::DomainName& resource_;
};

}  // namespace omnitrack
