#include "omnitrack/appsync/graphql_domain_name.hpp"

#include <string>

#include <omnitrack/appsync/event_api.hpp>
#include <omnitrack/appsync/graphql_api.hpp>
#include <omnitrack/appsync/merged_graphql_api.hpp>
#include <omnitrack/cfn/appsync.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/route53/hosted_zone.hpp>

namespace omnitrack {

GraphqlDomainTarget::GraphqlDomainTarget(const GraphqlApi& api)
    : api_id_(api.api_id()), path_("/graphql") {}
GraphqlDomainTarget::GraphqlDomainTarget(const MergedGraphqlApi& api)
    : api_id_(api.api_id()), path_("/graphql") {}
GraphqlDomainTarget::GraphqlDomainTarget(const EventApi& api)
    : api_id_(api.api_id()), path_("/event") {}

GraphqlDomainName::GraphqlDomainName(Attach at, const GraphqlDomainNameProps& props)
    : Construct(std::move(at)),
      name_(props.domain_name.value()),
      path_(props.api.path()),
      resource_(add(cfn::appsync::DomainNameProps{
          .id = primary(),
          .certificate_arn = props.certificate.arn(),
          .domain_name = name_,
          .description = props.description,
      })) {
  add(cfn::appsync::DomainNameApiAssociationProps{
      .id = child("Association"),
      .api_id = as<cfn::appsync::GraphQLApiId>(props.api.api_id()),
      .domain_name = resource_.ref(),
  });
  if (props.domain_name.is_broken()) {
    error(codes::OT2120,
          "'" + std::string(props.domain_name.text()) + "' is not a name for a domain",
          "use labels of 1 to 63 letters, digits, hyphens and underscores, joined by dots");
  }
  props.certificate.check_for_edge(*this);
  props.certificate.check_covers(*this, name_);
  if (props.hosted_zone.is_set() && props.hosted_zone->check_holds(*this, name_)) {
    props.hosted_zone->add_alias(
        props.domain_name.is_text() ? RecordName(props.domain_name.text()) : RecordName(name_),
        *this, source());
  }
}

AliasAddress GraphqlDomainName::alias_address() const {
  return {resource_.attr_app_sync_domain_name(), resource_.attr_hosted_zone_id()};
}

Value<std::string> GraphqlDomainName::url() const { return concat("https://", name_, path_); }

}  // namespace omnitrack
